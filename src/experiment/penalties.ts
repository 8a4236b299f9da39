// The penalties that a run's settings ask for, by the role of the weights they act on.

import { type Role, type RunSettings, roles } from './experiment';
import { penaltyId } from './fields';

/** The penalty on a weight: l1·Σ|w| + l2·Σw² + l3·Σ|w|³, without a factor ½. */
export interface PenaltyCoefficients {
  l1: number;
  l2: number;
  l3: number;
}

export type Penalties = Record<Role, PenaltyCoefficients>;

export function penaltiesOf(run: RunSettings): Penalties {
  const coefficients = (role: Role): PenaltyCoefficients => ({
    l1: run[penaltyId(role, 'L1')],
    l2: run[penaltyId(role, 'L2')],
    l3: run[penaltyId(role, 'L3')],
  });
  return Object.fromEntries(roles.map((role) => [role, coefficients(role)])) as Penalties;
}
