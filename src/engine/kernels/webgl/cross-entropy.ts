// The cross-entropy op on webgl.

import type { FragmentProgram } from './pass';

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

/** Of each text. */
export const losses = {
  inputs: ['logits', 'labels'],
  uniforms: { classes: 'int', batch: 'int' },
  outputs: 1,
  source: `${softmax}
void main() {
  int row = entry(batch).x;
  sumRow(row);
  // The distance first: added to a huge logit, the logarithm would be lost.
  out0.x = log(total) + (largest - at(logits, classes, row, int(at(labels, batch, 0, row))));
}`,
} as const satisfies FragmentProgram;

export const probabilities = {
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

export const mean = {
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

/** (softmax − one-hot label) · dy / batch */
export const crossEntropyGradient = {
  inputs: ['dy', 'probabilities', 'labels'],
  uniforms: { classes: 'int', batch: 'int' },
  outputs: 1,
  source: `
void main() {
  ivec2 to = entry(classes);
  float target = int(at(labels, batch, 0, to.y)) == to.x ? 1.0 : 0.0;
  out0.x = (at(probabilities, classes, to.y, to.x) - target) * at(dy, 1, 0, 0) / float(batch);
}`,
} as const satisfies FragmentProgram;
