// The opponent: the model that one would build with tf.layers, with everything @tensorflow/tfjs has.

import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';
import type { Cell } from '../src/experiment/experiment';
import { expectLearning, type Measurement, type Plan, timeSteps } from './measure';
import { type Job, makeBatches, type Workload } from './workload';

export type TfLayersBackend = 'webgl' | 'webgpu';

export async function measureTfLayers(
  backend: TfLayersBackend,
  { cell, workload }: Job,
  plan: Plan,
): Promise<Measurement> {
  const accepted = await tf.setBackend(backend);
  await tf.ready();
  if (!accepted || tf.getBackend() !== backend) {
    throw new Error(`tf.layers must run on ${backend}, got ${tf.getBackend()}`);
  }

  const model = buildModel(cell, workload);
  // The same batch every time, or the few steps that there is time for would not lower its loss.
  const [batch] = makeBatches(workload);
  const x = tf.tensor2d(batch!.tokenIds, [workload.batch, workload.time], 'int32');
  const y = tf.tensor2d(Float32Array.from(batch!.labelIds), [workload.batch, 1]);

  const losses: number[] = [];
  const times = await timeSteps(async (steps) => {
    for (let i = 0; i < steps; i++) losses.push((await model.trainOnBatch(x, y)) as number);
    // The loss is there before the update is: wait for a weight.
    await model.layers.at(-1)!.getWeights()[1]!.data();
  }, plan);
  const firstLoss = losses[0]!;
  // The loss of a step is that before its update.
  const lastLoss = losses.at(-1)!;
  expectLearning(`tf.layers on ${backend}`, firstLoss, lastLoss);
  return { ...times, firstLoss, lastLoss, penaltyTerms: model.calculateLosses().length };
}

/** Embedding, rnn, dense softmax. Without masking: all texts are full length, and it would only cost more. */
function buildModel(cell: Cell, workload: Workload): tf.Sequential {
  const { vocabulary, embeddingSize, time, units, classes, learningRate, l1, l2 } = workload;
  // As one would write it. The penalties go to layer.cell.losses, which no model reads: they do nothing.
  const settings = {
    units,
    kernelRegularizer: tf.regularizers.l1l2({ l1, l2 }),
    recurrentRegularizer: tf.regularizers.l1l2({ l1, l2 }),
  };
  const gated = { ...settings, recurrentActivation: 'sigmoid' as const };
  const layers = {
    SimpleRNN: () => tf.layers.simpleRNN(settings),
    LSTM: () => tf.layers.lstm(gated),
    GRU: () => tf.layers.gru(gated),
  } satisfies Record<Cell, () => tf.layers.Layer>;
  const model = tf.sequential();
  model.add(tf.layers.embedding({ inputDim: vocabulary, outputDim: embeddingSize, inputLength: time }));
  model.add(layers[cell]());
  model.add(tf.layers.dense({ units: classes, activation: 'softmax' }));
  model.compile({ optimizer: tf.train.adam(learningRate), loss: 'sparseCategoricalCrossentropy' });
  return model;
}
