// The penalty l1·Σ|w| + l2·Σw² + l3·Σ|w|³, without a factor ½, as Keras's L1L2 with a cubic term (a bridge penalty).

import { penaltyId } from '../../experiment/run-fields';
import type { Rule } from './rule';

/** Coefficients from 0 on. One kind of all three, because their gradient is rounded as one sum. */
interface L1L2L3 {
  kind: 'l1l2l3';
  l1: number;
  l2: number;
  l3: number;
}

export const l1l2l3: Rule<L1L2L3> = {
  ofRun(run, role) {
    // A proximal step of L1 is a rule of its own.
    const l1 = run.l1Step === 'subgradient' ? run[penaltyId(role, 'L1')] : 0;
    const l2 = run[penaltyId(role, 'L2')];
    const l3 = run[penaltyId(role, 'L3')];
    return l1 === 0 && l2 === 0 && l3 === 0 ? null : { kind: 'l1l2l3', l1, l2, l3 };
  },
  value({ l1, l2, l3 }, weight) {
    let [absolute, squares, cubes] = [0, 0, 0];
    for (const w of weight) {
      const size = Math.abs(w);
      absolute += size;
      squares += size * size;
      cubes += size * size * size;
    }
    return l1 * absolute + l2 * squares + l3 * cubes;
  },
};
