// What a run's settings make of the engine: its learner, its starting weights, its dropout masks.

import type { Checkpoint } from '../engine/checkpoint';
import { type DropoutRates, dropoutMasks } from '../engine/dropout';
import { type Batch, createLearner, type Learner } from '../engine/learner';
import { buildModel, type Model } from '../engine/model/build';
import { initialWeights } from '../engine/model/parameter';
import type { OptimizerSettings } from '../engine/optimizers/table';
import { type WeightRules, weightRulesOf } from '../engine/rules/table';
import { type Backend, dropoutPlaces, type RunSettings, type SharedSettings } from '../experiment/experiment';
import { dropoutId } from '../experiment/fields';
import { modelOf } from '../experiment/model-spec';
import type { Dataset } from '../text/dataset';

export interface PreparedRun {
  model: Model;
  rules: WeightRules;
  /** What training starts from; the same for all runs of this network and seed. */
  start: Checkpoint;
  /** Puts the network on a started backend; on the current one unless given. */
  learnFrom(start: Checkpoint, backend?: Backend): Learner;
  /** One optimizer step on a training batch, the `step`th of its epoch from 0 on. Returns its real tokens. */
  takeStep(learner: Learner, batch: Batch, epoch: number, step: number): number;
}

export function prepareRun(dataset: Dataset, shared: SharedSettings, run: RunSettings): PreparedRun {
  const model = buildModel(modelOf(run), {
    vocabularyRows: dataset.vocabulary.tokens.length,
    classes: dataset.labels.length,
  });
  const rules = weightRulesOf(run);
  const { seed } = shared;
  const rates = Object.fromEntries(dropoutPlaces.map((place) => [place, run[dropoutId(place)]])) as DropoutRates;
  return {
    model,
    rules,
    start: { weights: initialWeights(model.parameters, seed), steps: 0 },
    learnFrom: (start, backend) =>
      createLearner({
        model,
        start,
        optimizer: optimizerOf(shared),
        rules,
        clipNorm: shared.clipNorm,
        backend,
      }),
    takeStep(learner, batch, epoch, step) {
      const shape = { batch: batch.labelIds.length, time: batch.time };
      learner.step(batch, () => dropoutMasks(rates, model.dropoutSites, shape, { seed, epoch, step }));
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
