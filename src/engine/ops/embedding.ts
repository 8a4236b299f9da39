// The embedding op: rows of a table by token id. Its gradient costs O(tokens), not O(vocabulary).

import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { differentiable, runKernel } from './differentiable';

export const Embedding = 'Embedding';
export const EmbeddingGrad = 'EmbeddingGrad';

export interface EmbeddingGradAttributes {
  vocabulary: number;
  size: number;
  /** The token ids once more, for a kernel that plans its scatter-add where they are at hand. */
  ids: Int32Array;
}

/** Token ids on the backend, and where they came from. */
export interface Tokens {
  /** `[batch, time]` int32, 0 for padding. */
  tensor: Tensor2D;
  /** The same, row after row. */
  ids: Int32Array;
}

/**
 * Looks tokens up.
 * @param table `[vocabulary, size]`
 * @param tokens padding's row gets no gradient
 * @param wordScales word dropout, `[batch, time]`: 0 drops a word, 1 / (1 − rate) keeps it
 * @returns `[batch, time, size]`
 */
export function embedding(table: Tensor2D, { tensor: tokenIds, ids }: Tokens, wordScales?: Tensor2D): Tensor3D {
  const [vocabulary, size] = table.shape;
  const attributes: EmbeddingGradAttributes = { vocabulary, size, ids };
  return differentiable([table], () => {
    const [value] = runKernel(Embedding, { table, tokenIds, wordScales });
    return { value: value!, gradient: (dy) => runKernel(EmbeddingGrad, { dy, tokenIds, wordScales }, attributes) };
  }) as Tensor3D;
}
