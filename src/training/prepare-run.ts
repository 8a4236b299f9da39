// What a run's settings make of the engine: its learner, its starting weights, its dropout masks.

import type { Checkpoint } from '../engine/checkpoint';
import { type DropoutRates, dropoutMasks, expectedMasks, type MaskedBatch } from '../engine/dropout';
import { type Batch, createLearner, type Learner } from '../engine/learner';
import { buildModel, type Model } from '../engine/model/build';
import { initialWeights } from '../engine/model/parameter';
import type { OptimizerSettings } from '../engine/optimizers/table';
import { type WeightRules, weightRulesOf } from '../engine/rules/table';
import {
  type Backend,
  type DropoutPlace,
  dropoutPlaces,
  type RunSettings,
  type SharedSettings,
} from '../experiment/experiment';
import { modelOf } from '../experiment/model-spec';
import { dropoutId } from '../experiment/run-fields';
import { trainingSeeds } from '../experiment/seeds';
import type { Dataset } from '../text/dataset';
import { trainingBatches } from './batches';
import { createSchedule, type Schedule } from './schedule';

export interface PreparedRun {
  model: Model;
  rules: WeightRules;
  /** What training starts from; the same for all runs of this network and seed. */
  start: Checkpoint;
  /** Puts the network on a started backend; on the current one unless given. */
  learnFrom(start: Checkpoint, backend?: Backend): Learner;
  /** An epoch's training batches, in its order. */
  batches(epoch: number): Generator<Batch>;
  /** An epoch is over: the schedule of the learning rate may depend on how it went. */
  epochEnded(validationLoss: number): void;
  /** One optimizer step on a training batch, the `step`th of its epoch from 0 on. Returns its real tokens. */
  takeStep(learner: Learner, batch: Batch, epoch: number, step: number): number;
}

export function prepareRun(dataset: Dataset, shared: SharedSettings, run: RunSettings): PreparedRun {
  const model = buildModel(modelOf(run), {
    vocabularyRows: dataset.vocabulary.tokens.length,
    classes: dataset.labels.length,
  });
  const rules = weightRulesOf(run);
  const learningRate = shared.learningRate * run.learningRateFactor;
  const schedule = createSchedule(
    { ...shared, learningRate },
    Math.ceil(dataset.training.labelIds.length / shared.batchSize),
  );
  const seeds = trainingSeeds(shared);
  const rates = ratesOf(run);
  return {
    model,
    rules,
    start: { weights: initialWeights(model.parameters, seeds.weights), steps: 0 },
    learnFrom: (start, backend) =>
      createLearner({
        model,
        start,
        optimizer: optimizerOf(shared, schedule.learningRate),
        rules,
        clipNorm: shared.clipNorm,
        clipValue: shared.clipValue,
        labelSmoothing: run.labelSmoothing,
        expectedMasks: (batch) => expectedMasks(rates, model.dropoutSites, maskedBatch(batch)),
        backend,
      }),
    batches: (epoch) => trainingBatches(dataset.training, { seed: seeds.order, batchSize: shared.batchSize }, epoch),
    epochEnded: schedule.epochEnded,
    takeStep(learner, batch, epoch, step) {
      const moment = { seed: seeds.dropout, epoch, step };
      learner.step(batch, () => dropoutMasks(rates, model.dropoutSites, maskedBatch(batch), moment));
      return batch.lengths.reduce((tokens, length) => tokens + length, 0);
    },
  };
}

const maskedBatch = ({ labelIds, time, tokenIds }: Batch): MaskedBatch => ({ batch: labelIds.length, time, tokenIds });

/** No rate is more than what a setting can be. */
const mostDropout = 0.95;

function ratesOf(run: RunSettings): DropoutRates {
  const scaled = (place: DropoutPlace) => Math.min(mostDropout, run[dropoutId(place)] * run.dropoutScale);
  const rates = Object.fromEntries(dropoutPlaces.map((place) => [place, scaled(place)])) as Record<
    DropoutPlace,
    number
  >;
  const { wordDropout, embeddingNoise, zoneoutState, zoneoutCell } = run;
  return { ...rates, words: wordDropout, noise: embeddingNoise, zoneoutState, zoneoutCell };
}

function optimizerOf(
  { optimizer, momentum, weightDecay }: SharedSettings,
  learningRate: Schedule['learningRate'],
): OptimizerSettings {
  switch (optimizer) {
    case 'sgd':
    case 'nesterov':
      return { name: optimizer, learningRate, momentum };
    case 'rmsprop':
    case 'adagrad':
    case 'adam':
    case 'nadam':
      return { name: optimizer, learningRate };
    case 'adamw':
      return { name: optimizer, learningRate, weightDecay };
    default:
      return optimizer satisfies never;
  }
}
