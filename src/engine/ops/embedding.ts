// The embedding op: rows of a table by token id. Its gradient costs O(tokens), not O(vocabulary).

import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { differentiable, runKernel } from './differentiable';

export const Embedding = 'Embedding';
export const EmbeddingGrad = 'EmbeddingGrad';

/**
 * Looks tokens up.
 * @param table `[vocabulary, size]`
 * @param tokenIds `[batch, time]` int32, 0 for padding; padding's row gets no gradient
 * @param wordScales word dropout, `[batch, time]`: 0 drops a word, 1 / (1 − rate) keeps it
 * @returns `[batch, time, size]`
 */
export function embedding(table: Tensor2D, tokenIds: Tensor2D, wordScales?: Tensor2D): Tensor3D {
  const [vocabulary, size] = table.shape;
  return differentiable([table], (rows) => {
    const [value] = runKernel(Embedding, { table: rows, tokenIds, wordScales });
    return {
      value: value!,
      saved: wordScales ? [tokenIds, wordScales] : [tokenIds],
      gradient: (dy, [ids, scales]) =>
        runKernel(EmbeddingGrad, { dy, tokenIds: ids, wordScales: scales }, { vocabulary, size }),
    };
  }) as Tensor3D;
}
