// What rules do to a weight after the optimizer's step, on cpu and wasm alike: it is little beside a step's products.

import { normEpsilon } from '../../rules/constraints';
import type { RuleOf } from '../../rules/table';
import { unlessVanished } from './vanishing';

const f = Math.fround;

/** A weight in its memory. */
export interface Projected {
  weight: Float32Array;
  shape: readonly number[];
  learningRate: number;
}

function proximalL1({ strength }: RuleOf<'proximalL1'>, { weight, learningRate }: Projected): void {
  const threshold = f(learningRate * strength);
  for (let i = 0; i < weight.length; i++) {
    const w = weight[i]!;
    const size = f(Math.abs(w) - threshold);
    // What is no number stays none, so that divergence is seen.
    weight[i] = size <= 0 ? 0 : unlessVanished(w < 0 ? -size : size);
  }
}

/** Multiplies each column by a factor of its norm; sums and factors in double precision. */
function scaleColumns({ weight, shape }: Projected, factorOf: (norm: number) => number): void {
  const columns = shape.at(-1)!;
  for (let column = 0; column < columns; column++) {
    let squares = 0;
    for (let i = column; i < weight.length; i += columns) squares += weight[i]! * weight[i]!;
    const factor = f(factorOf(Math.sqrt(squares)));
    for (let i = column; i < weight.length; i += columns) weight[i] = unlessVanished(f(weight[i]! * factor));
  }
}

const maxNorm = ({ largest }: RuleOf<'maxNorm'>, projected: Projected): void =>
  scaleColumns(projected, (norm) => Math.min(norm, largest) / (normEpsilon + norm));

const unitNorm = (_: RuleOf<'unitNorm'>, projected: Projected): void =>
  scaleColumns(projected, (norm) => 1 / (normEpsilon + norm));

function nonNegative(_: RuleOf<'nonNegative'>, { weight }: Projected): void {
  for (let i = 0; i < weight.length; i++) if (weight[i]! < 0) weight[i] = 0;
}

export const projections = { proximalL1, maxNorm, unitNorm, nonNegative };
