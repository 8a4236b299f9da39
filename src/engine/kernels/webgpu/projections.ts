// What rules do to a weight on webgpu after the optimizer's step, a row for each kind.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { RuleKind, RuleOf, WeightRule } from '../../rules/table';
import type { RecordingBackend } from './recording-backend';

/** Writes into the weight's memory. */
type Projection<Rule> = (backend: RecordingBackend, weight: TensorInfo, rule: Rule, learningRate: number) => void;

/** Null for what does nothing then. */
const projections: { [Kind in RuleKind]: Projection<RuleOf<Kind>> | null } = { l1l2l3: null };

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
