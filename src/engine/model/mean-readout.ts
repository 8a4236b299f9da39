// The readout `mean`: the mean of the states after all real tokens.

import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { meanOverTime } from '../ops/mean-over-time';
import type { Part } from './part';

/** All states of a batch, `[batch, time, units]`, to `[batch, units]`; 0 for a text without tokens. */
export const meanReadout = (units: number): Part<Tensor, Tensor2D> => ({
  parameters: [],
  dropoutSites: [],
  width: units,
  forward: (states, _, { plan }) => meanOverTime(states as Tensor3D, plan),
});
