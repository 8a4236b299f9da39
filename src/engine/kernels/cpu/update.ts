// The update op on the cpu, in the same rounding steps as assembly/update.ts.

import type { PenaltyCoefficients } from '../../../experiment/penalties';
import type { OptimizerStep, StepKind, StepOf } from '../../ops/update';

const f = Math.fround;

/** gradient += l1·sign w + 2·l2·w + 3·l3·w·|w|; returns the sum of squares, summed by position modulo 4. */
export function addPenaltyGradient(weight: Float32Array, gradient: Float32Array, penalty: PenaltyCoefficients): number {
  const l1 = f(penalty.l1);
  const twoL2 = f(2 * f(penalty.l2));
  const threeL3 = f(3 * f(penalty.l3));
  const penalized = l1 !== 0 || twoL2 !== 0 || threeL3 !== 0;
  const sums: [number, number, number, number] = [0, 0, 0, 0];
  for (let i = 0; i < weight.length; i++) {
    let g = gradient[i]!;
    if (penalized) {
      const w = weight[i]!;
      const linear = f((w > 0 ? l1 : w < 0 ? -l1 : 0) + f(twoL2 * w));
      g = f(g + f(linear + f(threeL3 * f(w * Math.abs(w)))));
      gradient[i] = g;
    }
    sums[i % 4]! += g * g;
  }
  return sums[0] + sums[2] + (sums[1] + sums[3]);
}

/** One step of a kind, in place; `scale` is the clipping factor on the gradient. */
type Apply<Kind extends StepKind> = (
  weight: Float32Array,
  gradient: Float32Array,
  slots: readonly Float32Array[],
  step: StepOf<Kind>,
  scale: number,
) => void;

const applySgd: Apply<'sgd'> = (weight, gradient, slots, step, scale) => {
  const [velocity] = slots as [Float32Array];
  const factor = f(scale);
  const rate = f(step.rate);
  const momentum = f(step.momentum);
  for (let i = 0; i < weight.length; i++) {
    const v = f(f(momentum * velocity[i]!) + f(gradient[i]! * factor));
    velocity[i] = v;
    weight[i] = weight[i]! - f(rate * v);
  }
};

const applyAdam: Apply<'adam'> = (weight, gradient, slots, step, scale) => {
  const [mean, square] = slots as [Float32Array, Float32Array];
  const factor = f(scale);
  const rate = f(step.rate);
  const beta1 = f(step.beta1);
  const beta2 = f(step.beta2);
  const rest1 = f(1 - beta1);
  const rest2 = f(1 - beta2);
  const keep = f(step.keep);
  const epsilon = f(step.epsilon);
  const rootCorrection = f(step.rootCorrection);
  for (let i = 0; i < weight.length; i++) {
    const g = f(gradient[i]! * factor);
    const m = f(f(beta1 * mean[i]!) + f(rest1 * g));
    const v = f(f(beta2 * square[i]!) + f(rest2 * f(g * g)));
    mean[i] = m;
    square[i] = v;
    const divisor = f(f(f(Math.sqrt(v)) * rootCorrection) + epsilon);
    weight[i] = f(weight[i]! * keep) - f(f(rate * m) / divisor);
  }
};

const appliers: { [Kind in StepKind]: Apply<Kind> } = { sgd: applySgd, adam: applyAdam };

/** The function that applies this step to a weight. */
export const applierOf = (step: OptimizerStep) => appliers[step.kind] as Apply<StepKind>;

/** The factor that brings a gradient of this norm down to clipNorm; 1 where clipping is off. */
export function clippingFactor(norm: number, clipNorm: number): number {
  return clipNorm > 0 && norm > clipNorm ? clipNorm / norm : 1;
}
