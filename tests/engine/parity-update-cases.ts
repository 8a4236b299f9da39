// The update op: every optimizer, clipped or not, with every rule.

import * as tf from '@tensorflow/tfjs-core';
import { type OptimizerStep, update } from '../../src/engine/ops/update';
import type { WeightRule } from '../../src/engine/rules/table';
import { filled, type ParityCase } from './parity-case';
import { everyPenalty, l1l2l3 } from './toy';

const adam = {
  kind: 'adam',
  learningRate: 0.01,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-7,
  rootCorrection: 1.3,
} as const;

const optimizers: readonly [name: string, step: OptimizerStep, slotStarts: readonly number[]][] = [
  ['sgd', { kind: 'momentum', learningRate: 0.1, momentum: 0.9, velocityRate: 0.1, gradientRate: 0 }, [0]],
  ['nesterov', { kind: 'momentum', learningRate: 0.1, momentum: 0.9, velocityRate: 0.09, gradientRate: 0.1 }, [0]],
  ['rmsprop', { kind: 'squares', learningRate: 0.01, decay: 0.9, share: 0.1, epsilon: 1e-7 }, [0]],
  ['adagrad', { kind: 'squares', learningRate: 0.1, decay: 1, share: 1, epsilon: 1e-7 }, [0.1]],
  ['nadam', { ...adam, rate: 0.02, gradientRate: 0.01, keep: 1 }, [0, 0]],
  ['adam', { ...adam, rate: 0.02, gradientRate: 0, keep: 0.999 }, [0, 0]],
];

export const updateCases: ParityCase[] = optimizers.flatMap(([name, optimizer, slotStarts]) =>
  [
    { clipNorm: 0, clipValue: 0, how: 'not clipped' },
    { clipNorm: 0.5, clipValue: 0, how: 'clipped' },
    { clipNorm: 2, clipValue: 0.2, how: 'clipped by value' },
  ].map(({ clipNorm, clipValue, how }) => ({
    name: `update by ${name}, ${how}`,
    run: () =>
      tf.tidy(() => {
        const shapes = [[1], [7], [4, 9], [300, 33], [5, 6]];
        const rules = [
          l1l2l3(0.01, 0.1, 0.3),
          [],
          l1l2l3(0.2, 0, 0),
          [...l1l2l3(0, 0.5, 0), ...l1l2l3(0.1, 0, 0.1)],
          everyPenalty((_, j) => 0.3 + j / 10).kernel,
        ];
        let state = {
          weights: shapes.map((shape, i) => filled(`weight${i}`, shape)),
          slots: shapes.map((shape) => slotStarts.map((value) => tf.fill(shape, value))),
          gradientNormSum: tf.tensor1d([0]),
        };
        for (let step = 0; step < 3; step++) {
          const gradients = shapes.map((shape, i) => filled(`gradient${i}/${step}`, shape));
          state = update(state, gradients, { rules, optimizer, clipNorm, clipValue });
        }
        return [...state.weights, ...state.slots.flat(), state.gradientNormSum];
      }),
  })),
);

const projections: readonly WeightRule[] = [
  { kind: 'proximalL1', strength: 2 },
  { kind: 'maxNorm', largest: 0.7 },
  { kind: 'unitNorm' },
  { kind: 'nonNegative' },
];

export const projectionCases: ParityCase[] = projections.map((rule) => ({
  name: `update, then ${rule.kind}`,
  run: () =>
    tf.tidy(() => {
      const shapes = [
        [1, 3],
        [7, 1],
        [4, 9],
        [70, 33],
      ];
      let state = {
        weights: shapes.map((shape, i) => filled(`weight${i}`, shape)),
        slots: shapes.map((shape) => [tf.zeros(shape)]),
        gradientNormSum: tf.tensor1d([0]),
      };
      const optimizer = optimizers[0]![1];
      for (let step = 0; step < 2; step++) {
        const gradients = shapes.map((shape, i) => filled(`gradient${i}/${step}`, shape));
        state = update(state, gradients, {
          rules: [[rule], [...l1l2l3(0, 0.1, 0), rule], [rule], [rule]],
          optimizer,
          clipNorm: 0,
        });
      }
      return [...state.weights, state.gradientNormSum];
    }),
}));
