// The network: embedding → recurrent layer → state after the last token → dense softmax. Its weights by
// name, how they start, which role each plays, and the forward pass.

import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Cell, Role } from '../experiment/experiment';
import { stream } from '../experiment/random';
import { glorotUniform, orthogonal, uniform } from './initializers';
import { dense } from './ops/dense';
import { embedding, type Tokens } from './ops/embedding';
import { gateCounts, rnn } from './ops/rnn';
import type { SequencePlan } from './ops/sequence';

export interface Network {
  cell: Cell;
  units: number;
  embeddingSize: number;
  /** Rows of the embedding. */
  vocabularyRows: number;
  classes: number;
}

/** `rnn/LAYER/DIRECTION/…` leaves room for more layers and directions. */
export const weightNames = [
  'embedding',
  'rnn/0/forward/kernel',
  'rnn/0/forward/recurrentKernel',
  'rnn/0/forward/bias',
  'dense/kernel',
  'dense/bias',
] as const;
export type WeightName = (typeof weightNames)[number];
export type Weights<Value> = Record<WeightName, Value>;

/** The role whose penalty a weight gets; the output bias gets none. */
export const roleOf = {
  embedding: 'embedding',
  'rnn/0/forward/kernel': 'kernel',
  'rnn/0/forward/recurrentKernel': 'recurrent',
  'rnn/0/forward/bias': 'bias',
  'dense/kernel': 'output',
  'dense/bias': null,
} as const satisfies Weights<Role | null>;

/** Builds a record with a value for each weight. */
export function mapWeights<Value>(value: (name: WeightName) => Value): Weights<Value> {
  return Object.fromEntries(weightNames.map((name) => [name, value(name)])) as Weights<Value>;
}

export function weightShapes({ cell, units, embeddingSize, vocabularyRows, classes }: Network): Weights<number[]> {
  const width = gateCounts[cell] * units;
  return {
    embedding: [vocabularyRows, embeddingSize],
    'rnn/0/forward/kernel': [embeddingSize, width],
    'rnn/0/forward/recurrentKernel': [units, width],
    'rnn/0/forward/bias': [width],
    'dense/kernel': [units, classes],
    'dense/bias': [classes],
  };
}

/**
 * Keras's defaults: embedding uniform in ±0.05, kernels Glorot uniform, recurrent kernel orthogonal,
 * biases 0 but the LSTM's forget bias 1 (Jozefowicz, Zaremba and Sutskever 2015).
 */
export function initialWeights(network: Network, seed: number): Weights<Float32Array> {
  const { cell, units, embeddingSize, classes } = network;
  const width = gateCounts[cell] * units;
  const source = (name: WeightName) => stream(seed, 'init', name);
  const bias = new Float32Array(width);
  if (cell === 'LSTM') bias.fill(1, units, 2 * units);
  return {
    embedding: uniform(source('embedding'), network.vocabularyRows * embeddingSize, 0.05),
    'rnn/0/forward/kernel': glorotUniform(source('rnn/0/forward/kernel'), embeddingSize, width),
    'rnn/0/forward/recurrentKernel': orthogonal(source('rnn/0/forward/recurrentKernel'), units, width),
    'rnn/0/forward/bias': bias,
    'dense/kernel': glorotUniform(source('dense/kernel'), units, classes),
    'dense/bias': new Float32Array(classes),
  };
}

/** Dropout masks of one batch, already scaled by 1 / (1 − rate); an absent one drops nothing. */
export interface DropoutMasks {
  /** `[batch, time]`, whole words. */
  embedding?: Tensor2D;
  /** `[batch, embeddingSize]`, the same at every step. */
  input?: Tensor2D;
  /** `[batch, units]`, the same at every step. */
  recurrent?: Tensor2D;
  /** `[batch, units]` */
  output?: Tensor2D;
}

/**
 * The forward pass.
 * @param tokens `[batch, time]`, padded with 0 at the end
 * @returns logits `[batch, classes]`
 */
export function logits(
  cell: Cell,
  weights: Weights<Tensor>,
  tokens: Tokens,
  plan: SequencePlan,
  masks: DropoutMasks = {},
): Tensor2D {
  const words = embedding(weights.embedding as Tensor2D, tokens, masks.embedding);
  const state = rnn(
    words,
    {
      kernel: weights['rnn/0/forward/kernel'] as Tensor2D,
      recurrentKernel: weights['rnn/0/forward/recurrentKernel'] as Tensor2D,
      bias: weights['rnn/0/forward/bias'] as Tensor1D,
    },
    { cell, plan, inputMask: masks.input, recurrentMask: masks.recurrent },
  ) as Tensor2D;
  return dense(state, weights['dense/kernel'] as Tensor2D, weights['dense/bias'] as Tensor1D, masks.output);
}
