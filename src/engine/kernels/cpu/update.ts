// The update op on the cpu, in the same rounding steps as assembly/update.ts.

import type { StepKind, StepOf, UpdateAttributes } from '../../ops/update';
import { kernelOf } from './rules';
import { squareUnlessVanished, unlessVanished } from './vanishing';

const f = Math.fround;

/** A weight's values and what belongs to it. */
interface UpdateValues {
  weight: Float32Array;
  gradient: Float32Array;
  slots: readonly Float32Array[];
  shape: readonly number[];
}

/** Takes one step, in place; returns the gradients' global norm before clipping. */
export function updateInPlace(
  weights: readonly UpdateValues[],
  { rules, optimizer, clipNorm, clipValue }: UpdateAttributes,
): number {
  // Penalize.
  for (const [i, values] of weights.entries()) {
    for (const rule of rules[i]!) kernelOf(rule).penalize?.(rule, values);
  }
  // Norm and clip.
  const norm = Math.sqrt(weights.reduce((squares, { gradient }) => squares + sumOfSquares(gradient), 0));
  let factor = clippingFactor(norm, clipNorm);
  if (clipValue > 0) {
    for (const { gradient } of weights) clipByValue(gradient, factor, clipValue);
    factor = 1;
  }
  // Optimizer.
  const apply = appliers[optimizer.kind] as Apply<StepKind>;
  for (const { weight, gradient, slots } of weights) apply(weight, gradient, slots, optimizer, factor);
  // Project.
  const { learningRate } = optimizer;
  for (const [i, { weight, shape }] of weights.entries()) {
    for (const rule of rules[i]!) kernelOf(rule).project?.(rule, { weight, shape, learningRate });
  }
  return norm;
}

/** In doubles, summed by position modulo 4. */
function sumOfSquares(gradient: Float32Array): number {
  const sums: [number, number, number, number] = [0, 0, 0, 0];
  for (let i = 0; i < gradient.length; i++) {
    const g = gradient[i]!;
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

const applyMomentum: Apply<'momentum'> = (weight, gradient, slots, step, scale) => {
  const [velocity] = slots as [Float32Array];
  const factor = f(scale);
  const momentum = f(step.momentum);
  const velocityRate = f(step.velocityRate);
  const gradientRate = f(step.gradientRate);
  for (let i = 0; i < weight.length; i++) {
    const g = unlessVanished(f(gradient[i]! * factor));
    const v = unlessVanished(f(f(momentum * velocity[i]!) + g));
    velocity[i] = v;
    weight[i] = unlessVanished(f(weight[i]! - f(f(velocityRate * v) + f(gradientRate * g))));
  }
};

const applySquares: Apply<'squares'> = (weight, gradient, slots, step, scale) => {
  const [squares] = slots as [Float32Array];
  const factor = f(scale);
  const rate = f(step.learningRate);
  const decay = f(step.decay);
  const share = f(step.share);
  const epsilon = f(step.epsilon);
  for (let i = 0; i < weight.length; i++) {
    const g = unlessVanished(f(gradient[i]! * factor));
    const s = squareUnlessVanished(f(f(decay * squares[i]!) + f(share * f(g * g))));
    squares[i] = s;
    weight[i] = unlessVanished(f(weight[i]! - f(f(rate * g) / f(Math.sqrt(f(s + epsilon))))));
  }
};

const applyAdam: Apply<'adam'> = (weight, gradient, slots, step, scale) => {
  const [mean, square] = slots as [Float32Array, Float32Array];
  const factor = f(scale);
  const rate = f(step.rate);
  const gradientRate = f(step.gradientRate);
  const beta1 = f(step.beta1);
  const beta2 = f(step.beta2);
  const rest1 = f(1 - beta1);
  const rest2 = f(1 - beta2);
  const keep = f(step.keep);
  const epsilon = f(step.epsilon);
  const rootCorrection = f(step.rootCorrection);
  for (let i = 0; i < weight.length; i++) {
    const g = unlessVanished(f(gradient[i]! * factor));
    const m = unlessVanished(f(f(beta1 * mean[i]!) + f(rest1 * g)));
    const v = squareUnlessVanished(f(f(beta2 * square[i]!) + f(rest2 * f(g * g))));
    mean[i] = m;
    square[i] = v;
    const divisor = f(f(f(Math.sqrt(v)) * rootCorrection) + epsilon);
    weight[i] = unlessVanished(f(f(weight[i]! * keep) - f(f(f(rate * m) + f(gradientRate * g)) / divisor)));
  }
};

const appliers: { [Kind in StepKind]: Apply<Kind> } = {
  momentum: applyMomentum,
  squares: applySquares,
  adam: applyAdam,
};

/** gradient ← factor·gradient, none of its numbers larger than `largest`. */
function clipByValue(gradient: Float32Array, factor: number, largest: number): void {
  const [scale, most] = [f(factor), f(largest)];
  for (let i = 0; i < gradient.length; i++) {
    gradient[i] = Math.max(Math.min(f(gradient[i]! * scale), most), -most);
  }
}

/** The factor that brings a gradient of this norm down to clipNorm; 1 where clipping is off. */
export function clippingFactor(norm: number, clipNorm: number): number {
  return clipNorm > 0 && norm > clipNorm ? clipNorm / norm : 1;
}
