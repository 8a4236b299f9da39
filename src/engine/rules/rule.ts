// The shape that every kind of weight rule has. A rule is a small value on a parameter, `{ kind: 'l1l2l3', l1, … }`: a
// penalty acts on the gradient before the optimizer, a proximal step or a constraint on the weight after it.

import type { Role, RunSettings } from '../../experiment/experiment';

/** A kind of rule, but for what it does to weights: that is a row in each backend's kernels. */
export interface Rule<Value extends { kind: string }> {
  /** What a run's settings ask of the weights of a role; null asks for nothing. */
  ofRun(run: RunSettings, role: Role): Value | null;
  /** What a weight adds to the reported penalty, in double precision; 0 under a constraint. */
  value(rule: Value, weight: Float32Array): number;
}
