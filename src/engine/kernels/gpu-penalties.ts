// The gradients of penalties on both GPUs, a row for each kind of rule, as code that WGSL and GLSL read alike.

import type { RuleKind, RuleOf, WeightRule } from '../rules/table';

interface GpuPenalty<Rule> {
  /** Numbers that the gradient reads. */
  factors(rule: Rule): Record<string, number>;
  /**
   * The penalty's gradient at a weight `w`.
   * @param given spells a factor
   */
  gradient(given: (factor: string) => string): string;
}

/** Null for what is no penalty. */
const gpuPenalties: { [Kind in RuleKind]: GpuPenalty<RuleOf<Kind>> | null } = {
  l1l2l3: {
    factors: ({ l1, l2, l3 }) => ({ l1, twoL2: 2 * l2, threeL3: 3 * Math.fround(l3) }),
    gradient: (given) => `${given('l1')} * sign(w) + ${given('twoL2')} * w + ${given('threeL3')} * (w * abs(w))`,
  },
  lp: {
    factors: ({ strength, exponent }) => ({ pull: strength * exponent, power: exponent - 1 }),
    // No power of 0 is asked for.
    gradient: (given) => `${given('pull')} * sign(w) * pow(max(abs(w), 1e-30), ${given('power')})`,
  },
  proximalL1: null,
  maxNorm: null,
  unitNorm: null,
  nonNegative: null,
};

/** A weight's penalties as a program has them. */
export interface PenaltyCode {
  /** Tells the code from that of other penalties. */
  name: string;
  /** Adds the penalties' gradients at a weight `w` to its gradient `g`. */
  code: string;
  /** What the code reads, by name. */
  factors: Record<string, number>;
}

/**
 * @param place tells a weight's factors from those of others in the same program
 * @param prefix how a program's code begins a factor's name
 */
export function penaltyCode(rules: readonly WeightRule[], place = '', prefix = ''): PenaltyCode {
  const penalties = rules.flatMap((rule, i) => {
    const penalty: GpuPenalty<WeightRule> | null = gpuPenalties[rule.kind];
    return penalty ? [{ rule, penalty, named: (factor: string) => `${factor}_${place}${i}` }] : [];
  });
  return {
    name: penalties.map(({ rule }) => rule.kind).join(' + '),
    code: penalties.map(({ penalty, named }) => `g += ${penalty.gradient((f) => prefix + named(f))};`).join('\n'),
    factors: Object.fromEntries(
      penalties.flatMap(({ rule, penalty, named }) =>
        Object.entries(penalty.factors(rule)).map(([factor, value]) => [named(factor), value] as const),
      ),
    ),
  };
}
