// The readout: from the states of a recurrent layer to one vector a text.

import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { Readout } from '../../experiment/experiment';
import { meanReadout } from './mean-readout';
import type { Part } from './part';

/**
 * A readout of states of this size. Its input is what `readoutNeeds` says: `[batch, units]`, or `[batch, time, units]`
 * with zeros at padding, which no readout may see; its output is `[batch, width]`.
 */
type MakeReadout = (units: number) => Part<Tensor, Tensor2D>;

/** The state after the last token, as the layer gives it. */
const last: MakeReadout = (units) => ({
  parameters: [],
  dropoutSites: [],
  width: units,
  forward: (state) => state as Tensor2D,
});

export const readoutParts: Record<Readout, MakeReadout> = { last, mean: meanReadout };
