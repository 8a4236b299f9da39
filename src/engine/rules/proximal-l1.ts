// L1 by a proximal step: after the optimizer's step w ← sign(w)·max(|w| − ηλ, 0) (Daubechies et al. 2004, "soft
// thresholding"; Parikh and Boyd 2014). It adds nothing to the gradient, and weights end at exactly 0.

import { penaltyId } from '../../experiment/run-fields';
import type { Rule } from './rule';

export interface ProximalL1 {
  kind: 'proximalL1';
  strength: number;
}

export const proximalL1: Rule<ProximalL1> = {
  ofRun(run, role) {
    const strength = run.l1Step === 'proximal' ? run[penaltyId(role, 'L1')] : 0;
    return strength === 0 ? null : { kind: 'proximalL1', strength };
  },
  value: ({ strength }, weight) => strength * weight.reduce((sum, w) => sum + Math.abs(w), 0),
};
