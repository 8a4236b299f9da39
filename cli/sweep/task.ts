// A training as it is handed to a worker of whatever kind, and the worker's part: one line of results for it.

import { startBackend } from '../../src/engine/backend';
import type { Backend, RunSettings, SharedSettings } from '../../src/experiment/experiment';
import { datasetKey, textsKey } from '../../src/experiment/keys';
import { lastOnly } from '../../src/library/last-only';
import { printLine, type TrainingLine } from '../../src/runs/result-lines';
import { enImport } from '../../src/strings/en-import';
import type { Corpus } from '../../src/text/corpus';
import { type Dataset, prepareDataset } from '../../src/text/dataset';
import { loadTexts } from '../../src/text/load';
import { startFingerprint } from '../../src/training/fingerprint';
import type { EpochResult } from '../../src/training/protocol';
import { train } from '../../src/training/train';
import { corpusOf, readTextFiles } from '../text-files';

/** Plain data: it goes through pipes and over networks. */
export interface Task {
  key: string;
  point: number;
  seed: number;
  shared: SharedSettings;
  run: RunSettings;
  /** The epochs to train, where halving may stop it before the last. */
  until?: number;
  /** Of an imported text; workers elsewhere have them at the same path. */
  files: readonly string[];
  /** A worker of another version would compute other digits. */
  engine: string;
}

/**
 * Trains one task after another, with the datasets and the backend of the last; resolves to a line of results.
 * Rejects where it cannot be trained: a loss that explodes is a result, a file that is not there is none.
 */
export type Trainer = (task: Task, onEpoch?: (epoch: number) => void) => Promise<string>;

export function createTrainer(engine: string): Trainer {
  let files: readonly string[] = [];
  const textsOf = textsFrom(() => files);
  const datasetOf = lastOnly(datasetKey, async (shared) => prepareDataset(await textsOf(shared), shared));

  return async (task, onEpoch) => {
    if (task.engine !== engine) {
      throw new Error(`these sources are version ${engine} of the engine, and the sweep is of ${task.engine}`);
    }
    const { key, point, seed, shared, until } = task;
    files = task.files;
    const started = await startBackend(shared.backend);
    const line = { key, point, seed, ...(until !== undefined && { until }), backend: started };
    const dataset = await datasetOf(shared);
    return printLine({ ...line, data: dataset.report, ...(await trainUntil(dataset, task, started.backend, onEpoch)) });
  };
}

async function trainUntil(
  dataset: Dataset,
  { shared, run, until }: Task,
  backend: Backend,
  onEpoch?: (epoch: number) => void,
): Promise<Pick<TrainingLine, 'results' | 'fingerprint' | 'mistakes' | 'ending' | 'failure'>> {
  const training = train(dataset, shared, run, { backend });
  const fingerprint = startFingerprint();
  const results: EpochResult[] = [];
  const trained = (how: Partial<Pick<TrainingLine, 'mistakes' | 'ending' | 'failure'>>) => ({
    ...{ results, fingerprint: fingerprint.digits(), mistakes: null, ending: null },
    ...how,
  });
  for (;;) {
    const { done, value } = await training.next();
    if (done) {
      if (value.kind === 'diverged') return trained({ failure: value });
      return trained(value.kind === 'finished' ? { mistakes: value.mistakes, ending: value.ending } : {});
    }
    results.push(value);
    fingerprint.add(value);
    onEpoch?.(value.epoch);
    if (value.epoch === until && !value.isLast) {
      await training.return({ kind: 'stopped' });
      return trained({});
    }
  }
}

export type TextsOf = (shared: SharedSettings) => Promise<Corpus>;

/** The texts of a link, those of a file of one's own from `files`; rejects where these hold others. */
export const textsFrom = (files: () => readonly string[]): TextsOf =>
  lastOnly(textsKey, (shared) => loadTexts(shared, (checksum) => importedTexts(files(), checksum)));

async function importedTexts(files: readonly string[], checksum: string): Promise<Corpus> {
  const read = await readTextFiles(files);
  if (!read.ok) throw new Error(enImport.failure(read.failure));
  if (read.checksum !== checksum)
    throw new Error(`${files.join(', ')} must hold the texts ${checksum}, got ${read.checksum}`);
  return corpusOf(read);
}
