// The recurrent layers of a network, one on top of the other, each in one direction or in both side by side; and the
// penalties on what the last of them gives.

import type { Tensor, Tensor3D } from '@tensorflow/tfjs-core';
import { type ActivitySpec, directionsOf, type RecurrentSpec, type States } from '../../experiment/model-spec';
import { activity } from '../ops/activity';
import { sideBySide } from '../ops/side-by-side';
import { type DropoutSite, type Part, perText, takeWeights } from './part';
import { betweenLayers, recurrentPart } from './recurrent';

/** `[batch, time, inputSize]` to the states of the last layer, its directions side by side, forward first. */
export function recurrentStack(
  spec: RecurrentSpec,
  inputSize: number,
  states: States,
  { activity: alpha, temporalActivity: beta }: ActivitySpec,
): Part<Tensor3D, Tensor> {
  const directions = directionsOf(spec);
  const width = spec.units * directions.length;
  const layers = Array.from({ length: spec.layers }, (_, layer) =>
    directions.map((direction) =>
      recurrentPart(spec, {
        ...{ layer, direction },
        inputSize: layer === 0 ? inputSize : width,
        states: layer === spec.layers - 1 ? states : 'all',
      }),
    ),
  );
  const between = layers.slice(1).map((_, i): DropoutSite => {
    const name = betweenLayers(i + 1);
    return { name, place: 'between', stream: name, shapeOf: perText(width) };
  });
  return {
    parameters: layers.flat().flatMap(({ parameters }) => parameters),
    dropoutSites: [...layers.flat().flatMap(({ dropoutSites }) => dropoutSites), ...between],
    width,
    forward(x, weights, pass) {
      const take = takeWeights(weights);
      const outputs = layers.reduce<Tensor>(
        (input, parts) =>
          parts
            .map((part) => part.forward(input as Tensor3D, take(part), pass))
            .reduce((forward, backward) => sideBySide(forward, backward)),
        x,
      );
      const plan = pass.plan('forward');
      const penalize = (kind: 'activity' | 'temporalActivity', strength: number) => {
        if (strength === 0) return;
        const value = activity(outputs as Tensor3D, plan, { temporal: kind === 'temporalActivity', strength });
        pass.activities.push({ kind, value });
      };
      penalize('activity', alpha);
      penalize('temporalActivity', beta);
      return outputs;
    },
  };
}
