// Run A of a link with all its seeds side by side, a line of JSON an epoch: for who watches a training, and may stop it,
// as Ray Tune does.

import { startBackend } from '../../src/engine/backend';
import type { Experiment } from '../../src/experiment/experiment';
import { datasetKey } from '../../src/experiment/keys';
import { drawsOf } from '../../src/experiment/seeds';
import { lastOnly } from '../../src/library/last-only';
import { mean } from '../../src/runs/statistics';
import { prepareDataset } from '../../src/text/dataset';
import type { EpochResult } from '../../src/training/protocol';
import { train } from '../../src/training/train';
import type { TextsOf } from './task';

export interface CurveLine {
  epoch: number;
  /** Means over the seeds: of the lowest validation loss so far, and of what this epoch has. */
  best_validation_loss: number;
  validation_loss: number;
  validation_accuracy: number;
  train_loss: number;
  train_accuracy: number;
  /** On the last one: the last seed's, where they stop early. */
  done: boolean;
}

/** Ends after the last epoch, or where a training diverges, with a line that says so. */
export async function* curveOf(
  { shared, runs }: Experiment,
  textsOf: TextsOf,
): AsyncGenerator<CurveLine | { diverged: number }> {
  const { backend } = await startBackend(shared.backend);
  const datasetOf = lastOnly(datasetKey, async (own) => prepareDataset(await textsOf(own), own));
  const trainings = [];
  for (const own of drawsOf(shared)) trainings.push(train(await datasetOf(own), own, runs[0]!, { backend }));
  const lowest = trainings.map(() => Number.POSITIVE_INFINITY);
  /** One that early stopping has ended stays as it is. */
  const results: EpochResult[] = [];
  for (let epoch = 1, done = false; !done; epoch++) {
    for (const [index, training] of trainings.entries()) {
      if (results[index]?.isLast) continue;
      const next = await training.next();
      if (next.done) {
        yield { diverged: epoch };
        return;
      }
      lowest[index] = Math.min(lowest[index]!, next.value.validation.loss);
      results[index] = next.value;
    }
    done = results.every(({ isLast }) => isLast);
    yield {
      epoch,
      best_validation_loss: mean(lowest),
      validation_loss: mean(results.map(({ validation }) => validation.loss)),
      validation_accuracy: mean(results.map(({ validation }) => validation.accuracy)),
      train_loss: mean(results.map((result) => result.train.loss)),
      train_accuracy: mean(results.map((result) => result.train.accuracy)),
      done,
    };
  }
}
