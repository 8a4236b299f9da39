// Weight penalties, as they are reported. Their gradient is applied in the update op alone.

import { type Role, type RunSettings, roles } from '../experiment/experiment';
import { penaltyId } from '../experiment/fields';
import { mapWeights, roleOf, type Weights, weightNames } from './classifier';
import type { PenaltyCoefficients } from './ops/update';

export type Penalties = Record<Role, PenaltyCoefficients>;

const none: PenaltyCoefficients = { l1: 0, l2: 0, l3: 0 };

/** The penalties that a run's settings ask for. */
export function penaltiesOf(run: RunSettings): Penalties {
  const coefficients = (role: Role) => ({
    l1: run[penaltyId(role, 'L1')],
    l2: run[penaltyId(role, 'L2')],
    l3: run[penaltyId(role, 'L3')],
  });
  return Object.fromEntries(roles.map((role) => [role, coefficients(role)])) as Penalties;
}

/** What each weight gets. */
export function penaltyByWeight(penalties: Penalties): Weights<PenaltyCoefficients> {
  return mapWeights((name) => (roleOf[name] ? penalties[roleOf[name]] : none));
}

/** l1·Σ|w| + l2·Σw² + l3·Σ|w|³ by role and in total, in double precision. */
export function penaltyReport(
  penalties: Penalties,
  weights: Weights<Float32Array>,
): Record<Role, number> & { total: number } {
  const report = { kernel: 0, recurrent: 0, bias: 0, embedding: 0, output: 0, total: 0 };
  for (const name of weightNames) {
    const role = roleOf[name];
    if (!role) continue;
    const { l1, l2, l3 } = penalties[role];
    if (l1 === 0 && l2 === 0 && l3 === 0) continue;
    let [absolute, squares, cubes] = [0, 0, 0];
    for (const w of weights[name]) {
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
