// The readout: from the states of a recurrent layer to one vector a text.

import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { Readout } from '../../experiment/experiment';
import { directionsOf, type RecurrentEncoder, statesOf } from '../../experiment/model-spec';
import { lastOverTime } from '../ops/last-over-time';
import { maxOverTime } from '../ops/max-over-time';
import { meanOverTime } from '../ops/mean-over-time';
import type { SequencePlan } from '../ops/sequence';
import { attentionReadout } from './attention-readout';
import type { Part } from './part';

/**
 * A readout of states of this width. Its input is what `statesOf` says: `[batch, width]`, or `[batch, time, width]`
 * with zeros at padding, which no readout may see; its output is `[batch, width]`.
 */
type MakeReadout = (width: number, spec: RecurrentEncoder) => Part<Tensor, Tensor2D>;

/** One that has no weights. */
const plain =
  (forward: (states: Tensor3D, plan: SequencePlan) => Tensor2D): MakeReadout =>
  (width) => ({
    parameters: [],
    dropoutSites: [],
    width,
    forward: (states, _, { plan }) => forward(states as Tensor3D, plan('forward')),
  });

/** The state after the last token, of both directions after the last that each reads. */
const last: MakeReadout = (width, spec) => {
  if (statesOf(spec) === 'all') {
    const forwardWidth = width / directionsOf(spec).length;
    return plain((states, plan) => lastOverTime(states, plan, forwardWidth))(width, spec);
  }
  return { parameters: [], dropoutSites: [], width, forward: (state) => state as Tensor2D };
};

export const readoutParts: Record<Readout, MakeReadout> = {
  last,
  mean: plain(meanOverTime),
  max: plain(maxOverTime),
  attention: attentionReadout,
};
