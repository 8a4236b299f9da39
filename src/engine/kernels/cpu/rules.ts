// What weight rules do on the cpu, a row for each kind.

import type { RuleKind, RuleOf, WeightRule } from '../../rules/table';
import { type Penalized, penalizeLp } from './penalties';
import { type Projected, projections } from './projections';

const f = Math.fround;

/** A kind's part in the update op's stages; where it has none, all stays as it is. */
interface RuleKernel<Rule> {
  /** gradient += gradient of the penalty. */
  penalize?(rule: Rule, at: Penalized): void;
  /** Changes the weight that the optimizer has made, as a proximal step or a constraint does. */
  project?(rule: Rule, at: Projected): void;
}

export const ruleKernels: { [Kind in RuleKind]: RuleKernel<RuleOf<Kind>> } = {
  l1l2l3: {
    /** In the rounding steps of assembly/update.ts: l1·sign w + 2·l2·w + 3·l3·w·|w|, with sign 0 = 0. */
    penalize(rule, { weight, gradient }) {
      const l1 = f(rule.l1);
      const twoL2 = f(2 * f(rule.l2));
      const threeL3 = f(3 * f(rule.l3));
      for (let i = 0; i < weight.length; i++) {
        const w = weight[i]!;
        const linear = f((w > 0 ? l1 : w < 0 ? -l1 : 0) + f(twoL2 * w));
        gradient[i] = gradient[i]! + f(linear + f(threeL3 * f(w * Math.abs(w))));
      }
    },
  },
  lp: { penalize: penalizeLp },
  proximalL1: { project: projections.proximalL1 },
  maxNorm: { project: projections.maxNorm },
  unitNorm: { project: projections.unitNorm },
  nonNegative: { project: projections.nonNegative },
};

export const kernelOf = ({ kind }: WeightRule): RuleKernel<WeightRule> => ruleKernels[kind];
