// The output layer and its loss on every kind of size.

import * as tf from '@tensorflow/tfjs-core';
import { crossEntropy, crossEntropyParts } from '../../src/engine/ops/cross-entropy';
import { dense } from '../../src/engine/ops/dense';
import { gradientsOf } from './numbers';
import { both, filled, halved, type ParityCase } from './parity-case';

export const denseCases: ParityCase[] = [
  { rows: 1, inputs: 1, outputs: 2 },
  { rows: 33, inputs: 13, outputs: 3 },
  { rows: 8, inputs: 64, outputs: 20 },
  { rows: 256, inputs: 200, outputs: 4 },
].flatMap(({ rows, inputs, outputs }) =>
  both.map((masked) => ({
    name: `dense and cross-entropy, ${rows} × ${inputs} to ${outputs}, ${masked ? 'masked' : 'plain'}`,
    run: () =>
      tf.tidy(() => {
        const mask = masked ? halved('mask', [rows, inputs]) : undefined;
        const labels = tf.tensor1d(
          Int32Array.from({ length: rows }, (_, i) => (i * 7) % outputs),
          'int32',
        );
        const scores = (x: tf.Tensor, kernel: tf.Tensor, bias: tf.Tensor) =>
          dense(x as tf.Tensor2D, kernel as tf.Tensor2D, bias as tf.Tensor1D, mask);
        const loss = (x: tf.Tensor, kernel: tf.Tensor, bias: tf.Tensor) =>
          crossEntropy(scores(x, kernel, bias), labels);
        const smoothed = (x: tf.Tensor, kernel: tf.Tensor, bias: tf.Tensor) =>
          crossEntropy(scores(x, kernel, bias), labels, 0.3);
        const [x, kernel, bias] = [
          filled('x', [rows, inputs]),
          filled('kernel', [inputs, outputs]),
          filled('bias', [outputs]),
        ];
        const { mean, losses, probabilities } = crossEntropyParts(scores(x, kernel, bias), labels);
        return [
          ...gradientsOf(loss as never, [x, kernel, bias]),
          ...[mean, losses, probabilities, smoothed(x, kernel, bias)],
          ...gradientsOf(smoothed as never, [x, kernel, bias]),
        ];
      }),
  })),
);

/** Logits so far apart that a careless softmax overflows. */
export const hugeLogitsCase: ParityCase = {
  name: 'cross-entropy of logits up to ±2,000',
  run: () =>
    tf.tidy(() => {
      const labels = tf.tensor1d(Int32Array.of(0, 1, 2, 0), 'int32');
      const logits = tf.tensor2d([2000, -2000, 0, 5, 5, 5, -1e-3, 1e-3, 0, -90, 90, 89], [4, 3]);
      const loss = (scores: tf.Tensor) => crossEntropy(scores as tf.Tensor2D, labels);
      return [loss(logits), crossEntropyParts(logits, labels).losses, ...gradientsOf(loss as never, [logits])];
    }),
};
