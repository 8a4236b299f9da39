// What a run's settings make of the engine: its learner, its starting weights, its dropout masks.

import { initialWeights, type Network, weightShapes } from '../engine/classifier';
import { type DropoutRates, dropoutMasks } from '../engine/dropout';
import { type Batch, type Checkpoint, createLearner, type Learner } from '../engine/learner';
import type { OptimizerSettings } from '../engine/optimizer';
import { penaltiesOf } from '../engine/penalty';
import { type Backend, dropoutPlaces, type RunSettings, type SharedSettings } from '../experiment/experiment';
import { dropoutId } from '../experiment/fields';
import type { Dataset } from '../text/dataset';

export interface PreparedRun {
  /** What training starts from; the same for all runs of this shape and seed. */
  start: Checkpoint;
  /** Puts the network on a started backend; on the current one unless given. */
  learnFrom(start: Checkpoint, backend?: Backend): Learner;
  /** One optimizer step on a training batch, the `step`th of its epoch from 0 on. Returns its real tokens. */
  takeStep(learner: Learner, batch: Batch, epoch: number, step: number): number;
}

export function prepareRun(dataset: Dataset, shared: SharedSettings, run: RunSettings): PreparedRun {
  const network: Network = {
    cell: run.cell,
    units: run.units,
    embeddingSize: run.embeddingSize,
    vocabularyRows: dataset.vocabulary.tokens.length,
    classes: dataset.labels.length,
  };
  const { seed } = shared;
  const rates = Object.fromEntries(dropoutPlaces.map((place) => [place, run[dropoutId(place)]])) as DropoutRates;
  return {
    start: { weights: initialWeights(network, seed), steps: 0 },
    learnFrom: (start, backend) =>
      createLearner({
        cell: run.cell,
        shapes: weightShapes(network),
        start,
        optimizer: optimizerOf(shared),
        penalties: penaltiesOf(run),
        clipNorm: shared.clipNorm,
        backend,
      }),
    takeStep(learner, batch, epoch, step) {
      const shape = { batch: batch.labelIds.length, time: batch.time };
      learner.step(batch, () => dropoutMasks(rates, network, shape, { seed, epoch, step }));
      return batch.lengths.reduce((tokens, length) => tokens + length, 0);
    },
  };
}

function optimizerOf({ optimizer, learningRate, momentum, weightDecay }: SharedSettings): OptimizerSettings {
  switch (optimizer) {
    case 'sgd':
      return { name: optimizer, learningRate, momentum };
    case 'adam':
      return { name: optimizer, learningRate };
    case 'adamw':
      return { name: optimizer, learningRate, weightDecay };
    default:
      return optimizer satisfies never;
  }
}
