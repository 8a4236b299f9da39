// How golden files write weight rules, a row for each kind.

import type { RuleKind, RuleOf, WeightRule } from '../src/engine/rules/table';

/** What a file says of a role's weights, by key; null is nothing. */
export type GoldenCoefficients = Readonly<Record<string, number | null>>;

interface GoldenRule<Value> {
  /** The keys that it is written with. */
  keys: readonly string[];
  read(coefficients: GoldenCoefficients): Value;
}

const goldenRules: { [Kind in RuleKind]: GoldenRule<RuleOf<Kind>> } = {
  l1l2l3: {
    keys: ['l1', 'l2', 'l3'],
    read: ({ l1, l2, l3 }) => ({ kind: 'l1l2l3', l1: l1 ?? 0, l2: l2 ?? 0, l3: l3 ?? 0 }),
  },
};

const rows: readonly GoldenRule<WeightRule>[] = Object.values(goldenRules);

/** All keys that the engine knows. */
export const goldenRuleKeys: readonly string[] = rows.flatMap(({ keys }) => keys);

/** The rules of which a file gives a coefficient. */
export const goldenRulesOf = (coefficients: GoldenCoefficients = {}): readonly WeightRule[] =>
  rows.filter(({ keys }) => keys.some((key) => coefficients[key])).map(({ read }) => read(coefficients));
