// Datasets for the training tests: the reviews, and one of eight short texts.

import type { RunSettings, SharedSettings } from '../../src/experiment/experiment';
import { defaultRun } from '../../src/experiment/run-fields';
import { defaultShared } from '../../src/experiment/shared-fields';
import { loadCorpus } from '../../src/text/corpora/catalogue';
import type { Corpus } from '../../src/text/corpus';
import { type Dataset, prepareDataset } from '../../src/text/dataset';
import { startFingerprint } from '../../src/training/fingerprint';
import type { EpochResult } from '../../src/training/protocol';
import type { TrainOptions } from '../../src/training/train';
import { trainWhole } from '../../src/training/whole-run';

export const shortShared: SharedSettings = { ...defaultShared, trainingSize: 60, batchSize: 16, epochs: 3 };
export const smallRun: RunSettings = { ...defaultRun, units: 9, embeddingSize: 7 };

/** Good texts hold the word good. */
const tinyCorpus: Corpus = {
  name: 'tiny',
  labels: ['bad', 'good'],
  texts: Array.from({ length: 20 }, (_, i) => `${i % 2 ? 'good' : 'bad'} ${'film book play song'.split(' ')[i % 4]!}`),
  labelIds: Uint8Array.from({ length: 20 }, (_, i) => i % 2),
};

export const tinyShared: SharedSettings = { ...defaultShared, batchSize: 4, epochs: 3, sequenceLength: 4 };
export const tinyDataset = (shared: SharedSettings = tinyShared): Dataset => prepareDataset(tinyCorpus, shared);

export const reviews = async (shared: SharedSettings): Promise<Dataset> =>
  prepareDataset(await loadCorpus('reviews'), shared);

/** All epochs of a run. */
export async function trainAll(
  dataset: Dataset,
  shared: SharedSettings,
  run: RunSettings,
  options?: TrainOptions,
): Promise<EpochResult[]> {
  return (await trainWhole(dataset, shared, run, options)).results;
}

export function fingerprintOf(results: readonly EpochResult[]): string {
  const fingerprint = startFingerprint();
  for (const result of results) fingerprint.add(result);
  return fingerprint.digits();
}
