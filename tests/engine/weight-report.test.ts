// Norms, near-zero shares and spectral norms of matrices whose answers are known.

import { describe, expect, test } from 'vitest';
import { orthogonal } from '../../src/engine/initializers';
import { initialWeights } from '../../src/engine/model/parameter';
import { spectralNorm, weightReports } from '../../src/engine/weight-report';
import { stream } from '../../src/experiment/random';
import { norm, uniforms } from './numbers';
import { inOrder, toyModel, toyWeights } from './toy';

describe('the spectral norm', () => {
  test('of a diagonal matrix is its largest entry by size', () => {
    const diagonal = [0.5, -3, 1, 2];
    const values = Float32Array.from({ length: 16 }, (_, i) => (i % 5 === 0 ? diagonal[i / 5]! : 0));
    expect(spectralNorm(values, 4)).toBeCloseTo(3, 5);
  });

  test('of a rank-one matrix is the product of the two lengths', () => {
    const [left, right] = [uniforms('left', 6), uniforms('right', 11)];
    const values = Float32Array.from(left.flatMap((a) => right.map((b) => a * b)));
    expect(spectralNorm(values, 6)).toBeCloseTo(norm(left) * norm(right), 5);
  });

  test('of a matrix with orthonormal rows is 1, scaled by its scale', () => {
    const rows = orthogonal(stream(7, 'test'), 8, 24);
    expect(spectralNorm(rows, 8)).toBeCloseTo(1, 6);
    expect(
      spectralNorm(
        rows.map((value) => 0.25 * value),
        8,
      ),
    ).toBeCloseTo(0.25, 6);
  });

  test('of [[3, 0], [4, 5]] is √45, of [[1, 2], [3, 4]] √(15 + √221)', () => {
    expect(spectralNorm(Float32Array.of(3, 0, 4, 5), 2)).toBeCloseTo(Math.sqrt(45), 5);
    expect(spectralNorm(Float32Array.of(1, 2, 3, 4), 2)).toBeCloseTo(Math.sqrt(15 + Math.sqrt(221)), 5);
  });

  test('reads the rows of a matrix that is wider than high', () => {
    // MMᵀ is diagonal, 1 + 4 and 9 + 16.
    expect(spectralNorm(Float32Array.of(1, 0, 2, 0, 0, 3, 0, 4), 2)).toBeCloseTo(5, 5);
  });

  test('of zeros is 0', () => {
    expect(spectralNorm(new Float32Array(12), 3)).toBe(0);
  });

  test('lies between the largest row and the Frobenius norm', () => {
    const values = uniforms('matrix', 7 * 21);
    const rows = Array.from({ length: 7 }, (_, row) => norm(values.slice(row * 21, (row + 1) * 21)));
    const found = spectralNorm(Float32Array.from(values), 7);
    expect(found).toBeGreaterThan(Math.max(...rows) - 1e-6);
    expect(found).toBeLessThan(norm(values));
  });
});

test('every reported weight has its norm and its share of entries below 1e-3', () => {
  const weights = toyWeights('LSTM');
  // 24 entries a row: the first row of the kernel near zero from both sides, one just above, one exactly 0.
  weights['rnn/0/forward/kernel'].fill(0.0009, 0, 10);
  weights['rnn/0/forward/kernel'].fill(-0.0009, 10, 22);
  weights['rnn/0/forward/kernel'].set([0, 0.0011], 22);
  weights['dense/kernel'].fill(0);
  weights.embedding.fill(-2);
  const reports = weightReports(toyModel('LSTM').parameters, inOrder(weights));
  const rest = weights['rnn/0/forward/kernel'].filter((value) => Math.abs(value) < 0.001).length;
  expect(rest).toBeGreaterThanOrEqual(23);
  const zeros = weights['rnn/0/forward/kernel'].filter((value) => value === 0).length;
  const { kernel, output, embedding, recurrent } = reports.byRole;
  expect(kernel!.nearZeroShare).toBe(rest / (5 * 24));
  expect(kernel!.zeroShare).toBe(zeros / (5 * 24));
  expect(kernel!.norm).toBeCloseTo(norm(weights['rnn/0/forward/kernel']), 10);
  expect(output).toEqual({ entries: 12, norm: 0, nearZeroShare: 1, zeroShare: 1 });
  expect(embedding).toEqual({ entries: 45, norm: 2 * Math.sqrt(9 * 5), nearZeroShare: 0, zeroShare: 0 });
  // Orthonormal rows: √6 altogether, 1 in each direction.
  expect(recurrent!.norm).toBeCloseTo(Math.sqrt(6), 6);
  expect(reports.spectralNorm).toBeCloseTo(1, 6);
  // Both kernels together, each by its entries.
  expect(reports.kernels!.entries).toBe(kernel!.entries + recurrent!.entries);
  const small = kernel!.nearZeroShare * kernel!.entries + recurrent!.nearZeroShare * recurrent!.entries;
  expect(reports.kernels!.nearZeroShare).toBeCloseTo(small / reports.kernels!.entries, 12);
});

test('all layers and directions count as one, and a network without kernels reports none', () => {
  const deep = toyModel('GRU', { layers: 2, direction: 'bidirectional' });
  const weights = initialWeights(deep.parameters, 1);
  const entries = weights.reduce(
    (sum, { length }, i) => (deep.parameters[i]!.role === 'recurrent' ? sum + length : sum),
    0,
  );
  expect(weightReports(deep.parameters, weights).byRole.recurrent!.entries).toBe(entries);
  const bag = toyModel('LSTM', { cell: 'BagOfEmbeddings', hiddenUnits: 0 });
  const { kernels, spectralNorm: largest, byRole } = weightReports(bag.parameters, initialWeights(bag.parameters, 1));
  expect([kernels, largest, Object.keys(byRole)]).toEqual([null, null, ['embedding', 'output']]);
});
