// What penalties add to the loss, as it is reported. The rules on weights themselves act in the update op alone.

import { type ActivityPenalty, activityPenalties, type Role, roles } from '../experiment/experiment';
import type { Parameter } from './model/parameter';
import { ruleValue, type WeightRules } from './rules/table';

/** By the role of the weights, or by what is penalized of what the network computes; and in total. */
export type PenaltyReport = Record<Role | ActivityPenalty | 'total', number>;

/**
 * The values of all penalties, in double precision.
 * @param activities what penalties on what the network computes came to
 */
export function penaltyReport(
  parameters: readonly Parameter[],
  rules: WeightRules,
  weights: readonly Float32Array[],
  activities: Partial<Record<ActivityPenalty, number>> = {},
): PenaltyReport {
  const report = Object.fromEntries([...roles, ...activityPenalties, 'total'].map((id) => [id, 0])) as PenaltyReport;
  for (const kind of activityPenalties) {
    report[kind] = activities[kind] ?? 0;
    report.total += report[kind];
  }
  for (const [i, { role }] of parameters.entries()) {
    if (!role) continue;
    for (const rule of rules[role]) {
      const value = ruleValue(rule, weights[i]!);
      report[role] += value;
      report.total += value;
    }
  }
  return report;
}
