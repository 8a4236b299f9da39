// The update op on wasm: its four stages, each a call a weight into the SIMD kernels.

import type { StepKind, StepOf, UpdateAttributes } from '../../ops/update';
import { clippingFactor } from '../cpu/update';
import type { SimdKernels } from './module';
import { kernelOf } from './rules';

/** Places in memory of a weight and what belongs to it. */
export interface UpdatePlace {
  weight: number;
  gradient: number;
  slots: readonly number[];
  shape: readonly number[];
  size: number;
  /** The weight's numbers in the module's memory. */
  values(): Float32Array;
  gradientValues(): Float32Array;
}

/** Takes one step in the memory of weights and slots; returns the gradients' global norm before clipping. */
export function updateInPlace(
  simd: SimdKernels,
  places: readonly UpdatePlace[],
  { rules, optimizer, clipNorm, clipValue }: UpdateAttributes,
): number {
  // Penalize, with the sum of squares for the norm in the same pass.
  let squares = 0;
  for (const [i, place] of places.entries()) {
    let sum: number | undefined;
    for (const rule of rules[i]!) sum = kernelOf(rule).penalize?.(simd, rule, place) ?? sum;
    squares += sum ?? sumOfSquares(simd, place);
  }
  // Norm and clip.
  const norm = Math.sqrt(squares);
  let factor = clippingFactor(norm, clipNorm);
  if (clipValue > 0) {
    for (const { gradient, size } of places) simd.clipByValue(gradient, size, factor, clipValue);
    factor = 1;
  }
  // Optimizer.
  const apply = appliers[optimizer.kind] as Apply<StepKind>;
  for (const place of places) apply(simd, place, optimizer, factor);
  // Project.
  const { learningRate } = optimizer;
  for (const [i, place] of places.entries()) {
    for (const rule of rules[i]!) kernelOf(rule).project?.(simd, rule, { ...place, learningRate });
  }
  return norm;
}

/** Adding no penalty leaves just that. */
const sumOfSquares = (simd: SimdKernels, { weight, gradient, size }: UpdatePlace) =>
  simd.addPenaltyGradient(weight, gradient, size, 0, 0, 0);

/** One step of a kind on a weight; `factor` is the clipping factor on the gradient. */
type Apply<Kind extends StepKind> = (simd: SimdKernels, place: UpdatePlace, step: StepOf<Kind>, factor: number) => void;

const appliers: { [Kind in StepKind]: Apply<Kind> } = {
  momentum: (simd, { weight, gradient, slots, size }, { momentum, velocityRate, gradientRate }, factor) =>
    simd.updateMomentum(weight, gradient, slots[0]!, size, factor, momentum, velocityRate, gradientRate),
  squares: (simd, { weight, gradient, slots, size }, { learningRate, decay, share, epsilon }, factor) =>
    simd.updateSquares(weight, gradient, slots[0]!, size, factor, learningRate, decay, share, epsilon),
  adam(simd, { weight, gradient, slots, size }, step, factor) {
    const [mean, square] = slots as [number, number];
    const { rate, gradientRate, keep, beta1, beta2, epsilon, rootCorrection: root } = step;
    simd.updateAdam(
      weight,
      gradient,
      mean,
      square,
      size,
      factor,
      rate,
      gradientRate,
      keep,
      beta1,
      beta2,
      epsilon,
      root,
    );
  },
};
