// All kinds of weight rules by name, and the rules that a run has.

import { type Role, type RunSettings, roles } from '../../experiment/experiment';
import { maxNorm, nonNegative, unitNorm } from './constraints';
import { l1l2l3 } from './l1l2l3';
import { lp } from './lp';
import { proximalL1 } from './proximal-l1';
import type { Rule } from './rule';

export const ruleTable = { l1l2l3, lp, proximalL1, maxNorm, unitNorm, nonNegative } as const satisfies Record<
  string,
  Rule<{ kind: string }>
>;

type ValueOf<Row> = Row extends Rule<infer Value> ? Value : never;

/** A rule of any kind. */
export type WeightRule = ValueOf<(typeof ruleTable)[keyof typeof ruleTable]>;
export type RuleKind = WeightRule['kind'];
/** The rules of one kind. */
export type RuleOf<Kind extends RuleKind> = Extract<WeightRule, { kind: Kind }>;

/** By the role of the weights they act on; each list in the order in which it acts. */
export type WeightRules = Record<Role, readonly WeightRule[]>;

/** The rules that a run's settings ask for, in the order of the table. */
export function weightRulesOf(run: RunSettings): WeightRules {
  const rows: Rule<WeightRule>[] = Object.values(ruleTable);
  const ofRole = (role: Role): readonly WeightRule[] => rows.flatMap((row) => row.ofRun(run, role) ?? []);
  return Object.fromEntries(roles.map((role) => [role, ofRole(role)])) as WeightRules;
}

/** The rules on a parameter. */
export const rulesOn = ({ role }: { role: Role | null }, rules: WeightRules): readonly WeightRule[] =>
  role ? rules[role] : [];

/** What a rule adds to the reported penalty of a weight. */
export function ruleValue(rule: WeightRule, weight: Float32Array): number {
  const row: Rule<WeightRule> = ruleTable[rule.kind];
  return row.value(rule, weight);
}
