// What a training asks of WebGL, counted: after the first epochs hardly anything is made, and a pass takes few calls.

import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Batch } from '../../src/engine/learner';
import { defaultExperiment } from '../../src/experiment/defaults';
import { cells } from '../../src/experiment/experiment';
import { loadCorpus } from '../../src/text/corpora/catalogue';
import { type Dataset, prepareDataset } from '../../src/text/dataset';
import { trainingBatches } from '../../src/training/batches';
import { train } from '../../src/training/train';
import { useBackend } from './backends';
import { learnerOn } from './webgpu-networks';

const making = [
  'createTexture',
  'createFramebuffer',
  'createProgram',
  'createShader',
  'createBuffer',
  'createVertexArray',
] as const;
const passing = [
  ...['activeTexture', 'bindTexture', 'uniform1i', 'uniform1iv', 'uniform1fv', 'useProgram'],
  ...['bindFramebuffer', 'viewport', 'scissor', 'drawArrays'],
] as (keyof WebGL2RenderingContext & string)[];

/** How often each was called since the count began; calls go through. */
function countCalls(names: readonly string[]): () => Record<string, number> {
  const spies = names.map((name) => [name, vi.spyOn(WebGL2RenderingContext.prototype, name as 'flush')] as const);
  return () => Object.fromEntries(spies.map(([name, spy]) => [name, spy.mock.calls.length]));
}

const shared = {
  ...defaultExperiment.shared,
  ...{ trainingSize: 100, epochs: 5, batchSize: 17, backend: 'webgl' as const },
};
let dataset: Dataset;

beforeAll(async () => {
  dataset = prepareDataset(await loadCorpus('reviews'), shared);
  await useBackend('webgl');
});

afterEach(() => vi.restoreAllMocks());

test.each(cells)('%s makes no texture and no program in epochs 3 to 5, and few framebuffers', async (cell) => {
  const run = { ...defaultExperiment.runs[0]!, units: 8, cell };
  const told: Record<string, number>[] = [];
  let counts = countCalls(making);
  for await (const _ of train(dataset, shared, run, { backend: 'webgl' })) {
    told.push(counts());
    vi.restoreAllMocks();
    counts = countCalls(making);
  }
  expect(told).toHaveLength(5);
  expect(told[0]!.createFramebuffer).toBeGreaterThan(0);
  const steps = [...trainingBatches(dataset.training, shared, 1)].length;
  for (const { createFramebuffer, ...made } of told.slice(2)) {
    expect(Object.values(made)).toEqual([0, 0, 0, 0, 0]);
    // Textures that are free again are given out in another order now and then; a step writes to some forty lists.
    expect(createFramebuffer).toBeLessThan(10 * steps);
  }
});

test.each([
  { cell: 'SimpleRNN', passesPerToken: 3 },
  { cell: 'LSTM', passesPerToken: 3 },
  { cell: 'GRU', passesPerToken: 5 },
] as const)('$cell takes $passesPerToken passes a token and a dozen calls a pass', async ({ cell, passesPerToken }) => {
  const time = 40;
  const batch: Batch = {
    ...{ tokenIds: new Int32Array(8 * time).fill(1), lengths: new Int32Array(8).fill(time) },
    ...{ labelIds: new Int32Array(8), time },
  };
  const learner = learnerOn('webgl', cell);
  for (let step = 0; step < 2; step++) learner.step(batch);
  const counts = countCalls(passing);
  learner.step(batch);
  const { drawArrays, ...others } = counts();
  const outsideOfSteps = 45;
  expect(drawArrays).toBeLessThan(passesPerToken * time + outsideOfSteps);
  expect(Object.values(others).reduce((sum, count) => sum + count)).toBeLessThan(12 * drawArrays!);
  await learner.settle();
  learner.dispose();
});
