// What rules do to a weight on webgl after the optimizer's step, a row for each kind.

import type { RuleKind, RuleOf, WeightRule } from '../../rules/table';
import type { KernelArguments } from './kernel';
import { release, type TensorTexture } from './texture';

/** Gives a new texture, and leaves the weight's as it is. */
type Projection<Rule> = (
  kernel: KernelArguments,
  weight: TensorTexture,
  rule: Rule,
  learningRate: number,
) => TensorTexture;

/** Null for what does nothing then. */
const projections: { [Kind in RuleKind]: Projection<RuleOf<Kind>> | null } = { l1l2l3: null };

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
