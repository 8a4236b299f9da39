// The cross-entropy op on webgl.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { CrossEntropyAttributes } from '../../ops/cross-entropy';
import type { KernelArguments } from './kernel';
import type { FragmentProgram } from './program';
import { newTensor } from './texture';

// Taking the largest away first keeps exp in range.
const softmax = `
float largest, total;

void sumRow(int row) {
  largest = at(logits, classes, row, 0);
  for (int c = 1; c < classes; c++) largest = max(largest, at(logits, classes, row, c));
  total = 0.0;
  for (int c = 0; c < classes; c++) total += exp(at(logits, classes, row, c) - largest);
}
`;

const eachLoss = {
  inputs: ['logits', 'labels'],
  uniforms: { classes: 'int', batch: 'int', smoothing: 'float' },
  outputs: 1,
  source: `${softmax}
void main() {
  int row = entry(batch).x;
  sumRow(row);
  float hit = at(logits, classes, row, int(at(labels, batch, 0, row)));
  float apart = 0.0;
  for (int c = 0; c < classes; c++) apart += hit - at(logits, classes, row, c);
  // The distance first: added to a huge logit, the logarithm would be lost.
  out0.x = log(total) + (largest - hit) + smoothing * apart / float(classes);
}`,
} as const satisfies FragmentProgram;

const softmaxOf = {
  inputs: ['logits'],
  uniforms: { classes: 'int' },
  outputs: 1,
  source: `${softmax}
void main() {
  ivec2 to = entry(classes);
  sumRow(to.y);
  out0.x = exp(at(logits, classes, to.y, to.x) - largest) / total;
}`,
} as const satisfies FragmentProgram;

const meanOf = {
  inputs: ['values'],
  uniforms: { batch: 'int' },
  outputs: 1,
  source: `
void main() {
  float sum = 0.0;
  for (int i = 0; i < batch; i++) sum += at(values, batch, 0, i);
  out0.x = sum / float(batch);
}`,
} as const satisfies FragmentProgram;

const gradientOf = {
  inputs: ['dy', 'probabilities', 'labels'],
  uniforms: { classes: 'int', batch: 'int', smoothing: 'float' },
  outputs: 1,
  source: `
void main() {
  ivec2 to = entry(classes);
  float hit = int(at(labels, batch, 0, to.y)) == to.x ? 1.0 - smoothing : 0.0;
  float target = hit + smoothing / float(classes);
  out0.x = (at(probabilities, classes, to.y, to.x) - target) * at(dy, 1, 0, 0) / float(batch);
}`,
} as const satisfies FragmentProgram;

/** The mean, each text's loss `[batch]`, and the softmax `[batch, classes]`. */
export function crossEntropyForward({ attributes, backend, passes, texture, shape }: KernelArguments): TensorInfo[] {
  const { smoothing } = attributes as CrossEntropyAttributes;
  const [batch, classes] = shape('logits') as [number, number];
  const uniforms = { batch, classes, smoothing };
  const logits = texture('logits');
  const losses = newTensor(backend, [batch]);
  passes.run({ program: eachLoss, inputs: { logits, labels: texture('labels') }, uniforms, outputs: [losses] });
  const probabilities = newTensor(backend, [batch, classes]);
  passes.run({ program: softmaxOf, inputs: { logits }, uniforms, outputs: [probabilities] });
  const mean = newTensor(backend, []);
  passes.run({ program: meanOf, inputs: { values: losses }, uniforms, outputs: [mean] });
  return [mean.info, losses.info, probabilities.info];
}

/** (softmax − target) · dy / batch */
export function crossEntropyBackward({ attributes, backend, passes, texture, shape }: KernelArguments): TensorInfo {
  const { smoothing } = attributes as CrossEntropyAttributes;
  const [batch, classes] = shape('probabilities') as [number, number];
  const gradient = newTensor(backend, [batch, classes]);
  passes.run({
    program: gradientOf,
    inputs: { dy: texture('dy'), probabilities: texture('probabilities'), labels: texture('labels') },
    uniforms: { batch, classes, smoothing },
    outputs: [gradient],
  });
  return gradient.info;
}
