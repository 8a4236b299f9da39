// What weight rules do on wasm, a row for each kind.

import type { RuleKind, RuleOf, WeightRule } from '../../rules/table';
import { penalizeLp } from '../cpu/penalties';
import { type Projected, projections } from '../cpu/projections';
import type { SimdKernels } from './module';

/** A weight and its gradient by their places in memory. */
interface Place {
  weight: number;
  gradient: number;
  shape: readonly number[];
  size: number;
  /** The weight's numbers in the module's memory. */
  values(): Float32Array;
  gradientValues(): Float32Array;
}

/** A kind's part in the update op's stages; where it has none, all stays as it is. */
interface RuleKernel<Rule> {
  /** gradient += gradient of the penalty; returns the sum of the new gradient's squares, made in the same pass. */
  penalize?(simd: SimdKernels, rule: Rule, place: Place): number;
  /** Changes the weight that the optimizer has made, as a proximal step or a constraint does. */
  project?(simd: SimdKernels, rule: Rule, place: Place & { learningRate: number }): void;
}

/** What the cpu does to a weight, in the module's memory. */
const onValues =
  <Rule>(project: (rule: Rule, projected: Projected) => void) =>
  (_: SimdKernels, rule: Rule, { values, shape, learningRate }: Place & { learningRate: number }): void =>
    project(rule, { weight: values(), shape, learningRate });

export const ruleKernels: { [Kind in RuleKind]: RuleKernel<RuleOf<Kind>> } = {
  l1l2l3: {
    penalize: (simd, { l1, l2, l3 }, { weight, gradient, size }) =>
      simd.addPenaltyGradient(weight, gradient, size, l1, l2, l3),
  },
  lp: {
    penalize(simd, rule, { weight, gradient, size, values, gradientValues }) {
      penalizeLp(rule, { weight: values(), gradient: gradientValues() });
      return simd.addPenaltyGradient(weight, gradient, size, 0, 0, 0);
    },
  },
  proximalL1: { project: onValues(projections.proximalL1) },
  maxNorm: { project: onValues(projections.maxNorm) },
  unitNorm: { project: onValues(projections.unitNorm) },
  nonNegative: { project: onValues(projections.nonNegative) },
};

export const kernelOf = ({ kind }: WeightRule): RuleKernel<WeightRule> => ruleKernels[kind];
