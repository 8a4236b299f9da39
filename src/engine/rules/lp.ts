// The penalty lp·Σ|w|^p for an exponent from 1 to 4 (a bridge penalty, Frank and Friedman 1993; p = 1 is L1, p = 2 is L2).

import { exponential, naturalLogarithm } from '../../experiment/arithmetic';
import { penaltyId } from '../../experiment/run-fields';
import type { Rule } from './rule';

interface Lp {
  kind: 'lp';
  strength: number;
  exponent: number;
}

/** |w|^exponent for w ≠ 0, in arithmetic that is the same everywhere. */
export const power = (size: number, exponent: number): number => exponential(exponent * naturalLogarithm(size));

export const lp: Rule<Lp> = {
  ofRun(run, role) {
    const strength = run[penaltyId(role, 'Lp')];
    return strength === 0 ? null : { kind: 'lp', strength, exponent: run.exponent };
  },
  value: ({ strength, exponent }, weight) =>
    strength * weight.reduce((sum, w) => (w === 0 ? sum : sum + power(Math.abs(w), exponent)), 0),
};
