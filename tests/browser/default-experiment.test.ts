// The experiment of a first visit, both runs and all epochs, trained on every backend inside the browser.

import { beforeAll, describe, expect, test } from 'vitest';
import { defaultExperiment } from '../../src/experiment/defaults';
import { type Backend, backends, isExact } from '../../src/experiment/experiment';
import { loadCorpus } from '../../src/text/corpora/catalogue';
import { type Dataset, prepareDataset } from '../../src/text/dataset';
import type { EpochResult } from '../../src/training/protocol';
import { train } from '../../src/training/train';
import { useBackend } from './backends';

const { shared, runs } = defaultExperiment;
let dataset: Dataset;
const onWasm: EpochResult[][] = [];

async function trainOn(backend: Backend, run: number): Promise<EpochResult[]> {
  await useBackend(backend);
  const results: EpochResult[] = [];
  for await (const result of train(dataset, shared, runs[run]!, { backend })) results.push(result);
  return results;
}

beforeAll(async () => {
  dataset = prepareDataset(await loadCorpus('reviews'), shared);
  for (const run of runs.keys()) onWasm.push(await trainOn('wasm', run));
});

/** How far a curve on a GPU may be from the exact one, as a share of what it was expected to be. */
const tolerance = 1e-3;

describe.each(backends)('%s', (backend) => {
  test.each([...runs.keys()])('trains run %i to the curve of wasm', { timeout: 300_000 }, async (run) => {
    const results = await trainOn(backend, run);
    expect(results).toHaveLength(shared.epochs);
    for (const [i, { epoch, train: training, validation }] of results.entries()) {
      const expected = onWasm[run]![i]!;
      if (isExact(backend)) {
        expect({ training, validation }).toEqual({ training: expected.train, validation: expected.validation });
        continue;
      }
      // A loss that has fallen to nothing is compared with one of a hundredth.
      const near = (loss: number, exact: number) => Math.abs(loss - exact) <= tolerance * Math.max(exact, 0.01);
      expect(near(training.loss, expected.train.loss), `training loss of epoch ${epoch}`).toBe(true);
      expect(near(validation.loss, expected.validation.loss), `validation loss of epoch ${epoch}`).toBe(true);
    }
  });
});
