// What is reported of the weights after each epoch, in double precision from a copy of them.

import type { Role } from '../experiment/experiment';
import { stream } from '../experiment/random';
import type { Parameter } from './model/parameter';

/** An entry below this size counts as near zero. */
const nearZero = 1e-3;

export interface WeightReport {
  /** Frobenius norm. */
  norm: number;
  /** Share of entries with |w| < 1e-3. */
  nearZeroShare: number;
}

export interface WeightReports {
  kernel: WeightReport;
  recurrent: WeightReport & { spectralNorm: number };
  embedding: WeightReport;
  output: WeightReport;
}

/** By role, over all of the model's layers together; the spectral norm is the largest of any recurrent kernel. */
export function weightReports(parameters: readonly Parameter[], weights: readonly Float32Array[]): WeightReports {
  const ofRole = (role: Role) => weights.filter((_, i) => parameters[i]!.role === role);
  const spectralNorms = parameters.map(({ role, shape }, i) =>
    role === 'recurrent' ? spectralNorm(weights[i]!, shape[0]!) : 0,
  );
  return {
    kernel: report(ofRole('kernel')),
    recurrent: { ...report(ofRole('recurrent')), spectralNorm: Math.max(...spectralNorms) },
    embedding: report(ofRole('embedding')),
    output: report(ofRole('output')),
  };
}

function report(matrices: readonly Float32Array[]): WeightReport {
  let squares = 0;
  let small = 0;
  let entries = 0;
  for (const values of matrices) {
    for (const value of values) {
      squares += value * value;
      if (Math.abs(value) < nearZero) small++;
    }
    entries += values.length;
  }
  return { norm: Math.sqrt(squares), nearZeroShare: small / entries };
}

/**
 * The largest singular value of a matrix of `rows` rows, by power iteration on M Mᵀ: to about 1e-6
 * relative where the two largest are apart, from below where they are close.
 */
export function spectralNorm(values: Float32Array, rows: number): number {
  const columns = values.length / rows;
  const source = stream(0, 'spectralNorm');
  let left = Float64Array.from({ length: rows }, (_, i) => source.uniform(i) + 0.5);
  let estimate = 0;
  for (let iteration = 0; iteration < 100; iteration++) {
    normalize(left);
    const right = new Float64Array(columns);
    for (let row = 0; row < rows; row++) {
      const factor = left[row]!;
      for (let column = 0; column < columns; column++) right[column]! += factor * values[row * columns + column]!;
    }
    const next = Math.sqrt(normSquared(right));
    const done = Math.abs(next - estimate) <= 1e-7 * next;
    estimate = next;
    if (done) break;
    left = new Float64Array(rows);
    for (let row = 0; row < rows; row++) {
      let sum = 0;
      for (let column = 0; column < columns; column++) sum += values[row * columns + column]! * right[column]!;
      left[row] = sum;
    }
  }
  return estimate;
}

function normSquared(vector: Float64Array): number {
  let squares = 0;
  for (const value of vector) squares += value * value;
  return squares;
}

function normalize(vector: Float64Array): void {
  const norm = Math.sqrt(normSquared(vector));
  if (norm > 0) for (let i = 0; i < vector.length; i++) vector[i]! /= norm;
}
