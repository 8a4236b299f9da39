// What may differ from the plain cells of the rnn op, as its steps on the cpu ask for it.

import type { RnnActivation, RnnAttributes } from '../../ops/rnn';
import type { SequenceIndices } from '../../ops/sequence';

export interface Variant {
  activation: RnnActivation;
  /** Of a GRU that resets after the product. */
  recurrentBias: Float32Array | undefined;
  /** By packed row and unit; null where nothing scales it. */
  candidateScale(row: number, unit: number): number | null;
  /** The share of the state before that stays, by packed row and unit. */
  zoneoutState: ((row: number, unit: number) => number) | null;
  zoneoutCell: ((row: number, unit: number) => number) | null;
}

interface VariantInputs {
  recurrentBias?: Float32Array | undefined;
  candidateMask?: Float32Array | undefined;
  zoneoutState?: Float32Array | undefined;
  zoneoutCell?: Float32Array | undefined;
}

export function variantOf(
  { recurrentBias, candidateMask, zoneoutState, zoneoutCell }: VariantInputs,
  { source }: SequenceIndices,
  { activation, units }: RnnAttributes,
): Variant {
  const read = (values: Float32Array) => (row: number, unit: number) => values[source[row]! * units + unit]!;
  return {
    activation,
    recurrentBias,
    candidateScale: candidateMask ? read(candidateMask) : () => null,
    zoneoutState: zoneoutState ? read(zoneoutState) : null,
    zoneoutCell: zoneoutCell ? read(zoneoutCell) : null,
  };
}
