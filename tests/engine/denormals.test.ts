// No buffer that training fills holds a denormal number: Intel processors are up to a hundred times slower on them.

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { backend as currentBackend, getKernel, type KernelBackend, type TensorInfo } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import type { Batch } from '../../src/engine/learner';
import { initialWeights } from '../../src/engine/model/parameter';
import { CrossEntropy, CrossEntropyGrad } from '../../src/engine/ops/cross-entropy';
import { Dense, DenseGrad } from '../../src/engine/ops/dense';
import { Embedding, EmbeddingGrad } from '../../src/engine/ops/embedding';
import { Rnn, RnnGrad } from '../../src/engine/ops/rnn';
import { Update } from '../../src/engine/ops/update';
import type { OptimizerSettings } from '../../src/engine/optimizers/table';
import { type Cell, cells, exactBackends } from '../../src/experiment/experiment';
import { uniforms } from './numbers';
import { inOrder, onlyPenalty, toyBatch, toyLearner, toyModel, toyWeights, weightNames } from './toy';

const kernelNames = [CrossEntropy, CrossEntropyGrad, Dense, DenseGrad, Embedding, EmbeddingGrad, Rnn, RnnGrad, Update];
const smallestNormal = 1 / 2 ** 126;

const isDenormal = (value: number) => value !== 0 && Math.abs(value) < smallestNormal;

/** Denormals seen since the watch began, by the kernel that left them. */
let seen: Map<string, number>;
let stopWatching: () => void;

/** Looks into all that a kernel was given and gave, once it is done, and into what it worked on in between. */
function watch(backendName: string): () => void {
  const backend = currentBackend() as KernelBackend & Partial<Pick<BackendWasm, 'makeOutput' | 'typedArrayFromHeap'>>;
  const { makeOutput, disposeData } = backend;
  let running = '';
  const look = (tensor: Pick<TensorInfo, 'dataId'>) => {
    const values = backend.readSync(tensor.dataId);
    if (!(values instanceof Float32Array)) return;
    const count = values.filter(isDenormal).length;
    if (count > 0) seen.set(running, (seen.get(running) ?? 0) + count);
  };
  const originals = kernelNames.map((name) => {
    const kernel = getKernel(name, backendName);
    const original = kernel.kernelFunc;
    kernel.kernelFunc = (call) => {
      running = name;
      const outputs = original(call);
      for (const tensor of [Object.values(call.inputs), outputs].flat()) if (tensor) look(tensor);
      running = '';
      return outputs;
    };
    return () => {
      kernel.kernelFunc = original;
    };
  });
  // What a kernel on wasm worked on is disposed of while it runs; what it left unused there was not its own.
  backend.disposeData = (dataId, force) => {
    if (running !== '') look({ dataId });
    return disposeData.call(backend, dataId, force);
  };
  if (makeOutput) {
    backend.makeOutput = (shape, dtype, memoryOffset, values) => {
      const tensor = makeOutput.call(backend, shape, dtype, memoryOffset, values);
      if (memoryOffset === undefined && values === undefined) backend.typedArrayFromHeap!(tensor).fill(0);
      return tensor;
    };
  }
  return () => {
    for (const restore of originals) restore();
    Object.assign(backend, { disposeData, ...(makeOutput && { makeOutput }) });
  };
}

const longBatch: Batch = (() => {
  const time = 400;
  const texts = 3;
  const tokenIds = Int32Array.from(
    uniforms('tokens', texts * time, 0.99),
    (value) => 1 + Math.floor(Math.abs(value) * 8),
  );
  return { tokenIds, lengths: new Int32Array(texts).fill(time), labelIds: Int32Array.of(0, 1, 0), time };
})();

/** Its gradients fall by a good part with every token that they go back. */
function forgetfulWeights(cell: Cell): Float32Array[] {
  return initialWeights(toyModel(cell).parameters, 7).map((values, i) =>
    weightNames[i] === 'rnn/0/forward/recurrentKernel' ? values.map((value) => 0.3 * value) : values,
  );
}

/** The toy's texts with another word where this one was. */
const withoutWord = (word: number): Batch => ({
  ...toyBatch,
  tokenIds: toyBatch.tokenIds.map((id) => (id === word ? 1 : id)),
});

const adam: OptimizerSettings = { name: 'adam', learningRate: 0.01 };
const optimizers: OptimizerSettings[] = [
  adam,
  { name: 'adamw', learningRate: 0.01, weightDecay: 0.1 },
  { name: 'sgd', learningRate: 0.01, momentum: 0.9 },
];

beforeAll(async () => {
  for (const backend of exactBackends) expect(await startBackend(backend)).toEqual({ backend });
});

describe.each(exactBackends)('%s', (backend) => {
  beforeEach(async () => {
    await startBackend(backend);
    seen = new Map();
    stopWatching = watch(backend);
  });
  afterEach(() => stopWatching());

  test.each(cells)('%s trained on 400 tokens', (cell) => {
    const learner = toyLearner(cell, { start: { weights: forgetfulWeights(cell), steps: 0 } });
    for (let step = 0; step < 3; step++) learner.step(longBatch);
    learner.dispose();
    expect(seen).toEqual(new Map());
  });

  test.each(optimizers)('$name, 2,000 steps after the last text that holds a word', (optimizer) => {
    const learner = toyLearner('GRU', { optimizer });
    learner.step(toyBatch);
    for (let step = 0; step < 2000; step++) learner.step(withoutWord(2));
    learner.dispose();
    expect(seen).toEqual(new Map());
  });

  test('a weight that L2 halves at every step', () => {
    const optimizer: OptimizerSettings = { name: 'sgd', learningRate: 0.1, momentum: 0 };
    const learner = toyLearner('GRU', { optimizer, rules: onlyPenalty('embedding', 'L2', 2.5) });
    for (let step = 0; step < 200; step++) learner.step(withoutWord(2));
    learner.dispose();
    expect(seen).toEqual(new Map());
  });

  test('texts told apart beyond any doubt', () => {
    const { 'dense/kernel': kernel, ...others } = toyWeights('GRU');
    const weights = inOrder({ ...others, 'dense/kernel': kernel.map((value) => 300 * value) });
    const learner = toyLearner('GRU', { start: { weights, steps: 0 } });
    for (let step = 0; step < 3; step++) learner.step(toyBatch);
    learner.dispose();
    expect(seen).toEqual(new Map());
  });
});
