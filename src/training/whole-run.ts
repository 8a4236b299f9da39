// A run trained in one go, for who has no use for its epochs one by one.

import type { RunSettings, SharedSettings } from '../experiment/experiment';
import type { Dataset } from '../text/dataset';
import type { Outcome } from './outcome';
import type { EpochResult } from './protocol';
import { type TrainOptions, train } from './train';

/**
 * All epochs of a run, and how it ended.
 * @throws BackendLost
 */
export async function trainWhole(
  dataset: Dataset,
  shared: SharedSettings,
  run: RunSettings,
  options?: TrainOptions,
): Promise<{ results: EpochResult[]; outcome: Outcome }> {
  const training = train(dataset, shared, run, options);
  const results: EpochResult[] = [];
  for (;;) {
    const { done, value } = await training.next();
    if (done) return { results, outcome: value };
    results.push(value);
  }
}
