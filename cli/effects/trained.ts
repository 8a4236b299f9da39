// Networks trained to their last epoch, with their weights.

import { buildModel, type Model } from '../../src/engine/model/build';
import { initialWeights } from '../../src/engine/model/parameter';
import type { RunSettings, SharedSettings } from '../../src/experiment/experiment';
import { datasetKey, trainingKey } from '../../src/experiment/keys';
import { printLink } from '../../src/experiment/link';
import { modelOf } from '../../src/experiment/model-spec';
import type { Corpus } from '../../src/text/corpus';
import { type Dataset, prepareDataset } from '../../src/text/dataset';
import type { EpochResult } from '../../src/training/protocol';
import { trainWhole } from '../../src/training/whole-run';
import { experimentOf, type Settings } from './settings';

export interface Trained {
  dataset: Dataset;
  shared: SharedSettings;
  run: RunSettings;
  model: Model;
  /** Before the first step and in the end, in the order of the model's parameters. */
  start: readonly Float32Array[];
  weights: readonly Float32Array[];
  /** Of the epoch whose weights these are. */
  result: EpochResult;
}

/** Rejects where the loss explodes. */
export type Trainer = (settings: Settings) => Promise<Trained>;

/** Trains on the started backend. What is asked for again is not trained again: many effects share a network. */
export function createTrainer(corpus: Corpus): Trainer {
  const datasets = new Map<string, Dataset>();
  const trainings = new Map<string, Promise<Trained>>();

  function datasetOf(shared: SharedSettings): Dataset {
    const key = datasetKey(shared);
    const dataset = datasets.get(key) ?? prepareDataset(corpus, shared);
    datasets.set(key, dataset);
    return dataset;
  }

  async function train(shared: SharedSettings, run: RunSettings): Promise<Trained> {
    const dataset = datasetOf(shared);
    const { results, outcome } = await trainWhole(dataset, shared, run);
    if (outcome.kind !== 'finished') throw new Error(`${printLink({ shared, runs: [run] })} ${outcome.kind}`);
    const sizes = { vocabularyRows: dataset.vocabulary.tokens.length, classes: dataset.labels.length };
    const model = buildModel(modelOf(run), sizes);
    const start = initialWeights(model.parameters, shared.seed);
    return {
      dataset,
      shared,
      run,
      model,
      start,
      weights: outcome.weights,
      result: results[outcome.ending.weightsEpoch - 1]!,
    };
  }

  return (settings) => {
    const { shared, run } = experimentOf(settings);
    const key = trainingKey(shared, run);
    const training = trainings.get(key) ?? train(shared, run);
    trainings.set(key, training);
    return training;
  };
}
