// Proximal steps and constraints: each leaves weights where its formula says, on every role that it may act on.

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import { update } from '../../src/engine/ops/update';
import { penaltyReport } from '../../src/engine/penalty';
import { weightRulesOf } from '../../src/engine/rules/table';
import { exactBackends as backends, cells, constrainedRoles, type RunSettings } from '../../src/experiment/experiment';
import { constraintId, defaultRun, penaltyId } from '../../src/experiment/run-fields';
import { differences, norm, uniforms } from './numbers';
import {
  type byName,
  inOrder,
  noRules,
  readWeights,
  toyRoles as roles,
  toyBatch,
  toyLearner,
  toyModel,
  toyWeights,
  weightNames,
  weightOf,
} from './toy';

beforeAll(async () => {
  for (const backend of backends) expect(await startBackend(backend)).toEqual({ backend });
});

const learningRate = 0.2;

/** The weights after some steps of plain descent under what a run asks for. */
async function trained(cell: (typeof cells)[number], run: Partial<RunSettings>, steps = 1) {
  const rules = weightRulesOf({ ...defaultRun, ...run });
  const learner = toyLearner(cell, { rules, optimizer: { name: 'sgd', learningRate, momentum: 0 } });
  for (let step = 0; step < steps; step++) learner.step(toyBatch);
  const weights = await readWeights(learner);
  learner.dispose();
  return weights;
}

function columnsOf(
  name: keyof ReturnType<typeof byName>,
  values: Float32Array,
  cell: (typeof cells)[number],
): number[][] {
  const { shape } = toyModel(cell).parameters.find((parameter) => parameter.name === name)!;
  const columns = shape.at(-1)!;
  return Array.from({ length: columns }, (_, column) => [...values].filter((_, i) => i % columns === column));
}

describe.each(backends)('on %s', (backend) => {
  beforeAll(async () => void (await startBackend(backend)));

  test.each(cells)('%s: the proximal step of L1 soft-thresholds each role’s weights alone', async (cell) => {
    await startBackend(backend);
    const plain = await trained(cell, {});
    for (const role of roles) {
      const found = await trained(cell, { l1Step: 'proximal', [penaltyId(role, 'L1')]: 0.5 });
      const threshold = learningRate * 0.5;
      for (const name of weightNames) {
        const expected = [...plain[name]].map((w) =>
          name === weightOf(role) ? Math.sign(w) * Math.max(Math.abs(w) - threshold, 0) : w,
        );
        expect(differences([...found[name]], expected, { absolute: 1e-6 }), `${role} ${name}`).toEqual([]);
      }
      const zeros = [...found[weightOf(role)]].filter((w) => w === 0).length;
      const before = [...plain[weightOf(role)]].filter((w) => Math.abs(w) <= threshold - 1e-6).length;
      expect(zeros, role).toBeGreaterThanOrEqual(before);
    }
  });

  test.each(cells)('%s: the subgradient of L1 ends at no zero, the proximal step at many', async (cell) => {
    await startBackend(backend);
    const zeros = async (l1Step: 'subgradient' | 'proximal') =>
      [...(await trained(cell, { l1Step, kernelL1: 0.05 }, 30))['rnn/0/forward/kernel']].filter((w) => w === 0).length;
    expect(await zeros('subgradient')).toBe(0);
    expect(await zeros('proximal')).toBeGreaterThan(3);
  });

  test.each(cells)('%s: constraints hold each column of the role’s weights, and touch no other', async (cell) => {
    await startBackend(backend);
    const plain = await trained(cell, {});
    for (const role of constrainedRoles) {
      for (const constraint of ['maxNorm', 'unitNorm', 'nonNegative'] as const) {
        const found = await trained(cell, { [constraintId(role)]: constraint, maxNorm: 0.4 });
        for (const name of weightNames.filter((each) => each !== weightOf(role))) {
          expect([...found[name]], `${role} ${constraint} ${name}`).toEqual([...plain[name]]);
        }
        const name = weightOf(role);
        const columns = columnsOf(name, plain[name], cell).map((column) => {
          const length = norm(column);
          const factor = constraint === 'maxNorm' ? Math.min(length, 0.4) / (1e-7 + length) : 1 / (1e-7 + length);
          return column.map((w) => (constraint === 'nonNegative' ? Math.max(w, 0) : w * factor));
        });
        expect(differences(columnsOf(name, found[name], cell).flat(), columns.flat(), { absolute: 1e-6 })).toEqual([]);
      }
    }
  });
});

test('a proximal L1 is reported as the penalty that it stands for, a constraint as none', () => {
  const weights = inOrder(toyWeights('GRU'));
  const { parameters } = toyModel('GRU');
  const report = (run: Partial<RunSettings>) =>
    penaltyReport(parameters, weightRulesOf({ ...defaultRun, ...run }), weights);
  expect(report({ l1Step: 'proximal', kernelL1: 0.1 })).toEqual(report({ kernelL1: 0.1 }));
  expect(report({ kernelConstraint: 'maxNorm', outputConstraint: 'unitNorm' })).toEqual(report({}));
  expect(weightRulesOf(defaultRun)).toEqual(noRules);
});

test('a weight that is no number stays none under every rule, so that divergence is seen', async () => {
  await startBackend('wasm');
  for (const run of [
    { l1Step: 'proximal', kernelL1: 0.1 },
    { kernelConstraint: 'maxNorm' },
    { kernelConstraint: 'nonNegative' },
  ] as const) {
    const learner = toyLearner('LSTM', {
      rules: weightRulesOf({ ...defaultRun, ...run }),
      optimizer: { name: 'sgd', learningRate: Number.POSITIVE_INFINITY, momentum: 0 },
    });
    learner.step(toyBatch);
    learner.step(toyBatch);
    const weights = await readWeights(learner);
    expect(weights['rnn/0/forward/kernel'].some(Number.isNaN)).toBe(true);
    learner.dispose();
  }
});

test.each(backends)('a proximal L1 after a step with momentum, in doubles (%s)', async (backend) => {
  await startBackend(backend);
  const [rate, momentum, strength] = [0.1, 0.9, 3];
  const gradients = [uniforms('g0', 12), uniforms('g1', 12), uniforms('g2', 12)];
  const weights = uniforms('w', 12);
  let state = {
    weights: [tf.tensor2d(weights, [3, 4])] as tf.Tensor[],
    slots: [[tf.zeros([3, 4])]] as tf.Tensor[][],
    gradientNormSum: tf.tensor1d([0]),
  };
  const velocity = new Array<number>(12).fill(0);
  for (const gradient of gradients) {
    state = update(state, [tf.tensor2d(gradient, [3, 4])], {
      rules: [[{ kind: 'proximalL1', strength }]],
      optimizer: { kind: 'momentum', learningRate: rate, momentum, velocityRate: rate, gradientRate: 0 },
      clipNorm: 0,
    });
    for (const [i, g] of gradient.entries()) {
      velocity[i] = momentum * velocity[i]! + g;
      const w = weights[i]! - rate * velocity[i]!;
      weights[i] = Math.sign(w) * Math.max(Math.abs(w) - rate * strength, 0);
    }
  }
  expect(differences(state.weights[0]!.dataSync(), weights, { absolute: 1e-6 })).toEqual([]);
  expect(weights.some((w) => w === 0)).toBe(true);
});
