// A weight of a model: what it is called, what it is for and how it starts.

import type { Role } from '../../experiment/experiment';
import type { Direction } from '../../experiment/model-spec';
import { type Stream, stream } from '../../experiment/random';

export interface Parameter {
  /** Where it stands in the model, as `rnn/0/forward/kernel`; the stream of its starting values is called by it. */
  name: string;
  shape: readonly number[];
  /** Whose penalty it gets; null gets none. */
  role: Role | null;
  /** The recurrent layer it belongs to, from 0 on; null outside them. */
  layer: number | null;
  /** The direction in which its layer reads; null outside recurrent layers. */
  direction: Direction | null;
  /** Its starting values, row-major. */
  initializer(source: Stream): Float32Array;
}

/** A parameter outside the recurrent layers. */
export function parameter(
  name: string,
  shape: readonly number[],
  role: Role | null,
  initializer: Parameter['initializer'],
): Parameter {
  return { name, shape, role, layer: null, direction: null, initializer };
}

/** The starting values of all parameters, in their order; the same for every model that has them in these shapes. */
export function initialWeights(parameters: readonly Parameter[], seed: number): Float32Array[] {
  return parameters.map(({ name, initializer }) => initializer(stream(seed, 'init', name)));
}
