// Weight penalties, as they are reported. Their gradient is applied in the update op alone.

import type { Role } from '../experiment/experiment';
import type { Penalties, PenaltyCoefficients } from '../experiment/penalties';
import type { Parameter } from './model/parameter';

const none: PenaltyCoefficients = { l1: 0, l2: 0, l3: 0 };

/** What a parameter gets. */
export function penaltyOn({ role }: Parameter, penalties: Penalties): PenaltyCoefficients {
  return role ? penalties[role] : none;
}

/** l1·Σ|w| + l2·Σw² + l3·Σ|w|³ by role and in total, in double precision. */
export function penaltyReport(
  parameters: readonly Parameter[],
  penalties: Penalties,
  weights: readonly Float32Array[],
): Record<Role, number> & { total: number } {
  const report = { kernel: 0, recurrent: 0, bias: 0, embedding: 0, output: 0, total: 0 };
  for (const [i, { role }] of parameters.entries()) {
    if (!role) continue;
    const { l1, l2, l3 } = penalties[role];
    if (l1 === 0 && l2 === 0 && l3 === 0) continue;
    let [absolute, squares, cubes] = [0, 0, 0];
    for (const w of weights[i]!) {
      const size = Math.abs(w);
      absolute += size;
      squares += size * size;
      cubes += size * size * size;
    }
    const value = l1 * absolute + l2 * squares + l3 * cubes;
    report[role] += value;
    report.total += value;
  }
  return report;
}
