// Constraints on weights, applied after each step. A norm is that of a column, all that leads to one unit, as with Keras's
// axis 0 (Srebro and Shraibman 2005; Srivastava et al. 2014).

import type { Constraint, Role, RunSettings } from '../../experiment/experiment';
import { constrainedRoles } from '../../experiment/experiment';
import { constraintId } from '../../experiment/run-fields';
import type { Rule } from './rule';

/** w ← w · min(‖w‖, largest) / (1e-7 + ‖w‖) */
export interface MaxNorm {
  kind: 'maxNorm';
  largest: number;
}
/** w ← w / (1e-7 + ‖w‖) */
export interface UnitNorm {
  kind: 'unitNorm';
}
/** w ← max(w, 0) */
export interface NonNegative {
  kind: 'nonNegative';
}

/** Keeps a column of nothing from a division by 0. */
export const normEpsilon = 1e-7;

function asks(run: RunSettings, role: Role, constraint: Constraint): boolean {
  const constrained = constrainedRoles.find((each) => each === role);
  return constrained !== undefined && run[constraintId(constrained)] === constraint;
}

export const maxNorm: Rule<MaxNorm> = {
  ofRun: (run, role) => (asks(run, role, 'maxNorm') ? { kind: 'maxNorm', largest: run.maxNorm } : null),
  value: () => 0,
};
export const unitNorm: Rule<UnitNorm> = {
  ofRun: (run, role) => (asks(run, role, 'unitNorm') ? { kind: 'unitNorm' } : null),
  value: () => 0,
};
export const nonNegative: Rule<NonNegative> = {
  ofRun: (run, role) => (asks(run, role, 'nonNegative') ? { kind: 'nonNegative' } : null),
  value: () => 0,
};
