// What rules do to a weight on webgpu after the optimizer's step, a row for each kind.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import { normEpsilon } from '../../rules/constraints';
import type { RuleKind, RuleOf, WeightRule } from '../../rules/table';
import { runProgram } from './program';
import type { RecordingBackend } from './recording-backend';

/** Writes into the weight's memory. */
type Projection<Rule> = (backend: RecordingBackend, weight: TensorInfo, rule: Rule, learningRate: number) => void;

/** Null for what does nothing then. */
const projections: { [Kind in RuleKind]: Projection<RuleOf<Kind>> | null } = {
  l1l2l3: null,
  lp: null,
  proximalL1: (backend, weight, { strength }, learningRate) =>
    onEach(backend, weight, 'proximal L1', 'sign(w) * max(abs(w) - given.threshold, 0.0)', {
      threshold: learningRate * strength,
    }),
  maxNorm: (backend, weight, { largest }) => scaleColumns(backend, weight, { largest, least: 0 }),
  // A norm of 1 is the least and the largest.
  unitNorm: (backend, weight) => scaleColumns(backend, weight, { largest: 1, least: 1 }),
  nonNegative: (backend, weight) => onEach(backend, weight, 'non-negative', 'max(w, 0.0)', {}),
};

const threads = 64;

/** Each number `w` of a weight becomes what an expression says. */
function onEach(
  backend: RecordingBackend,
  weight: TensorInfo,
  name: string,
  expression: string,
  factors: Record<string, number>,
): void {
  const size = weight.shape.reduce((product, count) => product * count, 1);
  runProgram(backend, {
    name,
    workgroupSize: [threads, 1],
    code: () => `
fn main() {
  let at = workgroupIndex() * ${threads}u + localIndex;
  if (at >= given.size) { return; }
  let w = weight[at];
  weight[at] = ${expression};
}`,
    writes: { weight },
    reads: {},
    sizes: { size },
    factors,
    workgroups: Math.ceil(size / threads),
  });
}

/** Brings the norm of each column between two bounds, a column a thread. */
function scaleColumns(backend: RecordingBackend, weight: TensorInfo, bounds: { largest: number; least: number }): void {
  const columns = weight.shape.at(-1)!;
  const size = weight.shape.reduce((product, count) => product * count, 1);
  runProgram(backend, {
    name: 'norm of columns',
    workgroupSize: [threads, 1],
    code: () => `
fn main() {
  let column = workgroupIndex() * ${threads}u + localIndex;
  if (column >= given.columns) { return; }
  var squares = 0.0;
  for (var at = column; at < given.size; at += given.columns) { squares += weight[at] * weight[at]; }
  let norm = sqrt(squares);
  let factor = clamp(norm, given.least, given.largest) / (${normEpsilon} + norm);
  for (var at = column; at < given.size; at += given.columns) { weight[at] = weight[at] * factor; }
}`,
    writes: { weight },
    reads: {},
    sizes: { size, columns },
    factors: bounds,
    workgroups: Math.ceil(columns / threads),
  });
}

/** Applies a weight's rules in their order. */
export function project(
  backend: RecordingBackend,
  weight: TensorInfo,
  rules: readonly WeightRule[],
  learningRate: number,
): void {
  for (const rule of rules) {
    const apply = projections[rule.kind] as Projection<WeightRule> | null;
    apply?.(backend, weight, rule, learningRate);
  }
}
