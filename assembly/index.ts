// The SIMD kernels that src/engine/kernels/wasm/ calls, working in the memory of tfjs's own module:
// no data segments, no allocation, pointers in bytes.

export { convolutionBackward, convolutionForward } from './convolution';
export { denseBackward, denseForward } from './dense';
export { constantBytes, useConstants } from './elementary';
export { tileBytes, useTiles } from './gemm';
export { embeddingBackward, embeddingForward } from './embedding';
export { meanOverTimeBackward, meanOverTimeForward } from './mean-over-time';
export {
  activityBackward, attentionScoresBackward, attentionScoresForward, maxOverTimeBackward, maxOverTimeForward, partSides,
  sideBySide, sumOfSquares, weightedSumBackward, weightedSumForward,
} from './over-time';
export { rnnBackward } from './rnn-backward';
export { rnnForward } from './rnn-forward';
export { addPenaltyGradient, clipByValue, updateAdam, updateMomentum, updateSquares } from './update';

/** Zeros, for outputs that are added to. */
export function clear(pointer: usize, bytes: usize): void {
  memory.fill(pointer, 0, bytes);
}
