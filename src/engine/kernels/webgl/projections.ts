// What rules do to a weight on webgl after the optimizer's step, a row for each kind.

import { normEpsilon } from '../../rules/constraints';
import type { RuleKind, RuleOf, WeightRule } from '../../rules/table';
import type { KernelArguments } from './kernel';
import type { FragmentProgram } from './program';
import { newTensor, release, sizeOf, type TensorTexture } from './texture';

/** Gives a new texture, and leaves the weight's as it is. */
type Projection<Rule> = (
  kernel: KernelArguments,
  weight: TensorTexture,
  rule: Rule,
  learningRate: number,
) => TensorTexture;

/** Null for what does nothing then. */
const projections: { [Kind in RuleKind]: Projection<RuleOf<Kind>> | null } = {
  l1l2l3: null,
  lp: null,
  proximalL1: (kernel, weight, { strength }, learningRate) =>
    runOn(kernel, weight, shrinking, {}, { threshold: learningRate * strength }),
  maxNorm: (kernel, weight, { largest }) => scaleColumns(kernel, weight, largest),
  // A norm of 1 is the least and the largest.
  unitNorm: (kernel, weight) => scaleColumns(kernel, weight, 1, true),
  nonNegative: (kernel, weight) => runOn(kernel, weight, withoutNegatives, {}, {}),
};

const shrinking = {
  inputs: ['weight'],
  uniforms: { threshold: 'float' },
  outputs: 1,
  source: `
void main() {
  float w = texelFetch(weight, ivec2(gl_FragCoord.xy), 0).x;
  out0.x = sign(w) * max(abs(w) - threshold, 0.0);
}`,
} as const satisfies FragmentProgram;

const withoutNegatives = {
  inputs: ['weight'],
  outputs: 1,
  source: `
void main() {
  out0.x = max(texelFetch(weight, ivec2(gl_FragCoord.xy), 0).x, 0.0);
}`,
} as const satisfies FragmentProgram;

/** The factor of each column. */
const columnFactors = {
  inputs: ['weight'],
  uniforms: { columns: 'int', rows: 'int', largest: 'float', least: 'float' },
  outputs: 1,
  source: `
void main() {
  int column = entry(columns).x;
  float squares = 0.0;
  for (int row = 0; row < rows; row++) {
    float w = at(weight, columns, row, column);
    squares += w * w;
  }
  float norm = sqrt(squares);
  out0.x = clamp(norm, least, largest) / (${normEpsilon} + norm);
}`,
} as const satisfies FragmentProgram;

const scaling = {
  inputs: ['weight', 'factors'],
  uniforms: { columns: 'int' },
  outputs: 1,
  source: `
void main() {
  ivec2 to = entry(columns);
  out0.x = at(weight, columns, to.y, to.x) * at(factors, columns, 0, to.x);
}`,
} as const satisfies FragmentProgram;

/** A program over a weight's own texels. */
function runOn(
  { backend, passes }: KernelArguments,
  weight: TensorTexture,
  program: FragmentProgram,
  inputs: Record<string, TensorTexture>,
  uniforms: Record<string, number>,
): TensorTexture {
  const out = newTensor(backend, weight.info.shape);
  passes.run({ program, inputs: { weight, ...inputs }, uniforms, outputs: [out] });
  return out;
}

/** Brings the norm of each column to `largest` at most, and at least where it is `exact`. */
function scaleColumns(kernel: KernelArguments, weight: TensorTexture, largest: number, exact = false): TensorTexture {
  const { backend, passes } = kernel;
  const { columns } = weight;
  const rows = sizeOf(weight.info.shape) / columns;
  const factors = newTensor(backend, [columns]);
  passes.run({
    program: columnFactors,
    inputs: { weight },
    uniforms: { columns, rows, largest, least: exact ? largest : 0 },
    outputs: [factors],
  });
  const scaled = runOn(kernel, weight, scaling, { factors }, { columns });
  release(backend, [factors]);
  return scaled;
}

/** Applies a weight's rules in their order; gives the weight's own texture where none of them does anything. */
export function project(
  kernel: KernelArguments,
  weight: TensorTexture,
  rules: readonly WeightRule[],
  learningRate: number,
): TensorTexture {
  let projected = weight;
  for (const rule of rules) {
    const before = projected;
    const apply = projections[rule.kind] as Projection<WeightRule> | null;
    projected = apply?.(kernel, before, rule, learningRate) ?? before;
    if (projected !== before) release(kernel.backend, [before]);
  }
  return projected;
}
