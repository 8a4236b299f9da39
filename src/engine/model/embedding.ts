// The embedding part: a row for each word of the vocabulary, with dropout of whole words and with noise.

import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { uniform } from '../initializers';
import { noisy } from '../ops/elementwise';
import { embedding } from '../ops/embedding';
import { parameter } from './parameter';
import type { Part } from './part';

/** Tokens to `[batch, time, size]`. Starts uniform in ±0.05, Keras's default. */
export function embeddingPart(rows: number, size: number): Part<null, Tensor3D> {
  return {
    parameters: [parameter('embedding', [rows, size], 'embedding', (source) => uniform(source, rows * size, 0.05))],
    dropoutSites: [
      { name: 'embedding', place: 'embedding', stream: 'embedding', shapeOf: ({ batch, time }) => [batch, time] },
      { name: 'noise', place: 'noise', stream: 'noise', shapeOf: ({ batch, time }) => [batch, time, size] },
    ],
    width: size,
    forward: (_, [table], { tokens, masks }) =>
      noisy(embedding(table as Tensor2D, tokens, masks.embedding as Tensor2D | undefined), masks.noise),
  };
}
