// The cross-entropy op on webgpu.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { CrossEntropyAttributes } from '../../ops/cross-entropy';
import { allocate, runProgram } from './program';
import type { RecordingBackend } from './recording-backend';

/** Of one workgroup, because the mean needs all texts. */
const threads = 128;

/** The mean, each text's loss and the softmax. */
export function crossEntropyForward(
  backend: RecordingBackend,
  { logits, labels }: { logits: TensorInfo; labels: TensorInfo },
  { smoothing }: CrossEntropyAttributes,
): [mean: TensorInfo, losses: TensorInfo, probabilities: TensorInfo] {
  const [batch, classes] = logits.shape as [number, number];
  const mean = allocate(backend, 'mean loss', []);
  const losses = allocate(backend, 'losses', [batch]);
  const probabilities = allocate(backend, 'probabilities', [batch, classes]);
  runProgram(backend, {
    name: 'cross-entropy',
    workgroupSize: [threads, 1],
    code: () => `
var<workgroup> partSums: array<f32, ${threads}>;
fn main() {
  var total = 0.0;
  for (var text = localIndex; text < given.batch; text += ${threads}u) {
    let first = text * given.classes;
    // Taking the largest away first keeps exp in range.
    var largest = logits[first];
    for (var c = 1u; c < given.classes; c++) { largest = max(largest, logits[first + c]); }
    var sum = 0.0;
    for (var c = 0u; c < given.classes; c++) { sum += exp(logits[first + c] - largest); }
    for (var c = 0u; c < given.classes; c++) { probabilities[first + c] = exp(logits[first + c] - largest) / sum; }
    // The distance first: added to a huge logit, the logarithm would be lost.
    let hit = logits[first + labels[text]];
    var apart = 0.0;
    for (var c = 0u; c < given.classes; c++) { apart += hit - logits[first + c]; }
    let loss = log(sum) + (largest - hit) + given.smoothing * apart / f32(given.classes);
    losses[text] = loss;
    total += loss;
  }
  partSums[localIndex] = total;
  for (var half = ${threads / 2}u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (localIndex < half) { partSums[localIndex] += partSums[localIndex + half]; }
  }
  if (localIndex == 0u) { mean[0] = partSums[0] / f32(given.batch); }
}`,
    writes: { mean, losses, probabilities },
    reads: { logits, labels },
    sizes: { batch, classes },
    factors: { smoothing },
    workgroups: 1,
  });
  return [mean, losses, probabilities];
}

/** (softmax − target) · dy / batch */
export function crossEntropyBackward(
  backend: RecordingBackend,
  { dy, probabilities, labels }: { dy: TensorInfo; probabilities: TensorInfo; labels: TensorInfo },
  { smoothing }: CrossEntropyAttributes,
): TensorInfo {
  const [batch, classes] = probabilities.shape as [number, number];
  const dLogits = allocate(backend, 'logits gradient', [batch, classes]);
  runProgram(backend, {
    name: 'cross-entropy gradient',
    workgroupSize: [64, 1],
    code: () => `
fn main() {
  let at = workgroupIndex() * 64u + localIndex;
  if (at >= given.batch * given.classes) { return; }
  let hit = at % given.classes == labels[at / given.classes];
  let goal = select(0.0, 1.0 - given.smoothing, hit) + given.smoothing / f32(given.classes);
  dLogits[at] = (probabilities[at] - goal) * dy[0] / f32(given.batch);
}`,
    writes: { dLogits },
    reads: { dy, probabilities, labels },
    sizes: { batch, classes },
    factors: { smoothing },
    workgroups: Math.ceil((batch * classes) / 64),
  });
  return dLogits;
}
