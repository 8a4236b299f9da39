// What a training asks of WebGPU, counted: after the first epoch nothing is created, and a step is one submission.

import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { defaultExperiment } from '../../src/experiment/defaults';
import { cells, type RunSettings } from '../../src/experiment/experiment';
import { floatsPerToken, modelOf } from '../../src/experiment/model-spec';
import { loadCorpus } from '../../src/text/corpora/catalogue';
import { type Dataset, prepareDataset } from '../../src/text/dataset';
import { evaluationBatches, trainingBatches } from '../../src/training/batches';
import { train } from '../../src/training/train';
import { useBackend } from './backends';
import { batchOf, learnerOn } from './webgpu-networks';

/** The device's methods that make something which could be kept. */
const making = [
  'createBuffer',
  'createBindGroup',
  'createBindGroupLayout',
  'createPipelineLayout',
  'createShaderModule',
  'createComputePipeline',
] as const;

type Counts = Record<(typeof making)[number] | 'submit' | 'writeBuffer', number>;

/** What was called since the count began; calls go through. */
function countCalls(): () => Counts {
  const spies = [
    ...making.map((name) => [name, vi.spyOn(GPUDevice.prototype, name)] as const),
    ...(['submit', 'writeBuffer'] as const).map((name) => [name, vi.spyOn(GPUQueue.prototype, name)] as const),
  ];
  return () => Object.fromEntries(spies.map(([name, spy]) => [name, spy.mock.calls.length])) as Counts;
}

const nothingMade = Object.fromEntries(making.map((name) => [name, 0]));

const shared = {
  ...defaultExperiment.shared,
  ...{ trainingSize: 150, epochs: 5, batchSize: 17, backend: 'webgpu' as const },
};
let dataset: Dataset;

beforeAll(async () => {
  dataset = prepareDataset(await loadCorpus('reviews'), shared);
  await useBackend('webgpu');
});

afterEach(() => vi.restoreAllMocks());

const dropouts: Partial<RunSettings> = {
  embeddingDropout: 0.2,
  inputDropout: 0.2,
  recurrentDropout: 0.2,
  outputDropout: 0.2,
};

test.each(cells.flatMap((cell) => [{ cell }, { cell, ...dropouts }]))('epochs 2 to 5 of %o', async (changes) => {
  const run = { ...defaultExperiment.runs[0]!, units: 16, ...changes };
  const told: Counts[] = [];
  let counts = countCalls();
  for await (const _ of train(dataset, shared, run, { backend: 'webgpu' })) {
    told.push(counts());
    vi.restoreAllMocks();
    counts = countCalls();
  }
  const steps = [...trainingBatches(dataset.training, shared, 1)].length;
  const evaluations = [dataset.training, dataset.validation].flatMap((part) =>
    evaluationBatches(part, floatsPerToken(modelOf(run))),
  ).length;
  expect(steps).toBeGreaterThan(5);
  expect(told).toHaveLength(5);
  expect(told[0]!.createBindGroup).toBeGreaterThan(0);
  for (const { submit, writeBuffer, ...made } of told.slice(1)) {
    expect(made).toEqual(nothingMade);
    // The last submission is the reading.
    expect(submit).toBe(steps + evaluations + 1);
    expect(writeBuffer).toBe(steps + evaluations);
  }
});

test('a step is one submission and one write', async () => {
  const learner = learnerOn('webgpu', 'LSTM');
  for (let step = 0; step < 12; step++) learner.step(batchOf(step));
  const counts = countCalls();
  for (let step = 0; step < 12; step++) learner.step(batchOf(step));
  expect(counts()).toEqual({ ...nothingMade, submit: 12, writeBuffer: 12 });
  await learner.settle();
  learner.dispose();
});
