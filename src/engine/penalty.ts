// What the weight rules add to the loss, as it is reported. The rules themselves act in the update op alone.

import type { Role } from '../experiment/experiment';
import type { Parameter } from './model/parameter';
import { ruleValue, type WeightRules } from './rules/table';

/** The values of all rules by role and in total, in double precision. */
export function penaltyReport(
  parameters: readonly Parameter[],
  rules: WeightRules,
  weights: readonly Float32Array[],
): Record<Role, number> & { total: number } {
  const report = { kernel: 0, recurrent: 0, bias: 0, embedding: 0, output: 0, total: 0 };
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
