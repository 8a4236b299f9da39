// Scores of a batch: tensors while they wait on the backend, arrays once they are read.

import { engine, type Tensor, type Tensor2D, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { crossEntropyParts } from './ops/cross-entropy';

/** Each text's cross-entropy, and the label with the largest logit; dropout off, no penalty. */
export interface Scores {
  losses: Float32Array;
  predictions: Int32Array;
}

/** The same on the backend, not read yet; kept until it is disposed of. */
export interface Evaluated {
  /** `[batch]` */
  losses: Tensor;
  /** `[batch, classes]` */
  logits: Tensor;
}

/** @param makeLogits runs the forward pass; what it makes on its way is disposed of */
export function evaluateLogits(makeLogits: () => Tensor2D, labelIds: Int32Array): Evaluated {
  return tidy(() => {
    const logits = makeLogits();
    const { losses } = crossEntropyParts(logits, tensor1d(labelIds, 'int32'));
    return { losses: engine().keep(losses), logits: engine().keep(logits) };
  });
}

/** In the order in which `scoresOf` takes their values. */
export const tensorsOfEvaluated = ({ losses, logits }: Evaluated): Tensor[] => [losses, logits];

/** @param values of tensorsOfEvaluated */
export function scoresOf([losses, logits]: readonly Float32Array[], texts: number): Scores {
  return { losses: losses!, predictions: largestOf(logits!, texts) };
}

/** The position of the largest logit of each text; of equal ones the first. */
function largestOf(logits: Float32Array, texts: number): Int32Array {
  const classes = logits.length / texts;
  return Int32Array.from({ length: texts }, (_, i) => {
    let best = 0;
    for (let c = 1; c < classes; c++) if (logits[i * classes + c]! > logits[i * classes + best]!) best = c;
    return best;
  });
}
