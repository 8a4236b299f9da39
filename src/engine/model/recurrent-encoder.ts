// The recurrent encoder: layers, and the readout of their states.

import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { type RecurrentEncoder, statesOf } from '../../experiment/model-spec';
import { type Part, takeWeights } from './part';
import { readoutParts } from './readout';
import { recurrentStack } from './recurrent-stack';

/** Word vectors `[batch, time, size]` to `[batch, width]`. */
export function recurrentEncoder(spec: RecurrentEncoder, size: number): Part<Tensor3D, Tensor2D> {
  const layers = recurrentStack(spec, size, statesOf(spec), spec.activity);
  const readout = readoutParts[spec.readout](layers.width, spec);
  return {
    parameters: [...layers.parameters, ...readout.parameters],
    dropoutSites: [...layers.dropoutSites, ...readout.dropoutSites],
    width: readout.width,
    forward(words, weights, pass) {
      const take = takeWeights(weights);
      const states: Tensor = layers.forward(words, take(layers), pass);
      return readout.forward(states, take(readout), pass);
    },
  };
}
