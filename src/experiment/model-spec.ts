// What network a run's settings ask for: the one description that engine, calibration and estimates read. And
// what the network costs, as far as its sizes tell.

import type { Cell, Readout, RunSettings } from './experiment';

/** A recurrent layer. */
export interface RecurrentSpec {
  cell: Cell;
  units: number;
}

/** A recurrent layer's states: the one after a text's last token, or those after every token. */
export type States = 'last' | 'all';

/** The states that a readout takes: the layer gives no others. */
export const readoutNeeds: Record<Readout, States> = { last: 'last', mean: 'all' };

/** A network but for what the texts decide: the rows of its embedding and its classes. */
export interface ModelSpec {
  embeddingSize: number;
  recurrent: RecurrentSpec;
  readout: Readout;
}

/** Blocks of `units` columns in a recurrent layer's kernels. */
export const gateCounts = { SimpleRNN: 1, LSTM: 4, GRU: 3 } as const satisfies Record<Cell, number>;

/** The network of a run. */
export function modelOf({ cell, units, embeddingSize, readout }: RunSettings): ModelSpec {
  return { embeddingSize, recurrent: { cell, units }, readout };
}

/** Multiplications of the forward pass for each token, the output layer's left out. */
export function multiplicationsPerToken({ embeddingSize, recurrent: { cell, units } }: ModelSpec): number {
  return gateCounts[cell] * units * (units + embeddingSize);
}

/** Floats that a token takes in memory in a forward pass whose gradient may be asked for. */
export function floatsPerToken({ embeddingSize, recurrent: { cell, units }, readout }: ModelSpec): number {
  const handedOn = readoutNeeds[readout] === 'all' ? units : 0;
  return (gateCounts[cell] + 4) * units + handedOn + 2 * embeddingSize;
}
