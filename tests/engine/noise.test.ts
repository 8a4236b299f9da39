// Noise beside dropout's masks: Gaussian noise on words, whole words dropped by type, zoneout's expectation, the dial; and
// label smoothing, in double precision.

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import { dropoutMasks, expectedMasks } from '../../src/engine/dropout';
import { initialWeights } from '../../src/engine/model/parameter';
import { crossEntropy } from '../../src/engine/ops/cross-entropy';
import { exactBackends as backends } from '../../src/experiment/experiment';
import { differences, gradientsOf, norm, passOf, uniformMatrix } from './numbers';
import { finiteDifferences, textLogits } from './reference';
import { byName, noDropout, toyModel } from './toy';

beforeAll(async () => {
  for (const backend of backends) expect(await startBackend(backend)).toEqual({ backend });
});

const moment = { seed: 7, epoch: 3, step: 2 };
const model = toyModel('GRU');

describe('the noise on words', () => {
  test('is normal, of the deviation asked for, another for each number', () => {
    const { noise } = dropoutMasks({ ...noDropout, noise: 0.2 }, model.dropoutSites, { batch: 300, time: 20 }, moment);
    expect(noise!.shape).toEqual([300, 20, 5]);
    const values = [...noise!.dataSync<'float32'>()];
    noise!.dispose();
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const deviation = norm(values.map((value) => value - mean)) / Math.sqrt(values.length);
    // Five standard deviations of both estimates.
    expect(Math.abs(mean)).toBeLessThan(5 * (0.2 / Math.sqrt(values.length)));
    expect(Math.abs(deviation - 0.2)).toBeLessThan(5 * (0.2 / Math.sqrt(2 * values.length)));
    const within = values.filter((value) => Math.abs(value) < 0.2).length / values.length;
    expect(within).toBeCloseTo(0.6827, 1);
    expect(new Set(values).size).toBeGreaterThan(0.95 * values.length);
  });

  test.each(backends)('is added to the word vectors and has no gradient of its own (%s)', async (backend) => {
    await startBackend(backend);
    const texts = [
      [2, 3, 4],
      [5, 2, 0],
    ];
    const lengths = [3, 2];
    const noise = Array.from({ length: 6 }, (_, i) => uniformMatrix(`noise ${i}`, 1, 5)[0]!);
    tf.tidy(() => {
      const starts = initialWeights(model.parameters, 7);
      const weights = starts.map((values, i) => tf.tensor(values, [...model.parameters[i]!.shape]));
      const masks = { noise: tf.tensor3d(noise.flat(), [2, 3, 5]) };
      const logits = model.logits(weights, passOf(texts, lengths, masks));
      const rows = (name: 'embedding', width: number) => {
        const values = [...byName(starts)[name]];
        return Array.from({ length: values.length / width }, (_, i) => values.slice(i * width, (i + 1) * width));
      };
      const matrix = (values: Float32Array, width: number) =>
        Array.from({ length: values.length / width }, (_, i) => [...values.slice(i * width, (i + 1) * width)]);
      const named = byName(starts);
      // A table with a row for each place: the word's own and its noise.
      const table = rows('embedding', 5);
      const places = texts.flat().map((id, place) => table[id]!.map((value, d) => value + noise[place]![d]!));
      const network = {
        cell: 'GRU' as const,
        kernel: matrix(named['rnn/0/forward/kernel'], 18),
        recurrentKernel: matrix(named['rnn/0/forward/recurrentKernel'], 18),
        bias: [...named['rnn/0/forward/bias']],
        embedding: places,
        denseKernel: matrix(named['dense/kernel'], 2),
        denseBias: [...named['dense/bias']],
      };
      const expected = texts.flatMap((_, i) => textLogits(network, [3 * i, 3 * i + 1, 3 * i + 2], lengths[i]!));
      expect(differences(logits.dataSync(), expected, { absolute: 2e-6 })).toEqual([]);
    });
  });
});

test('words dropped by word are dropped in all places of a text, and in each text anew', () => {
  const [batch, time] = [400, 12];
  const tokenIds = Int32Array.from({ length: batch * time }, (_, i) => 1 + ((i * 7) % 5));
  const rates = { ...noDropout, embedding: 0.3, words: 'word' as const };
  const { embedding } = dropoutMasks(rates, model.dropoutSites, { batch, time, tokenIds }, moment);
  const values = embedding!.dataSync<'float32'>().slice();
  embedding!.dispose();
  const fates = new Map<string, number>();
  for (const [i, value] of values.entries()) {
    const word = `${Math.floor(i / time)} ${tokenIds[i]}`;
    expect(fates.get(word) ?? value, word).toBe(value);
    fates.set(word, value);
  }
  const dropped = [...fates.values()].filter((value) => value === 0).length;
  expect(Math.abs(dropped - 0.3 * fates.size)).toBeLessThan(5 * Math.sqrt(fates.size * 0.3 * 0.7));
  expect(new Set(fates.values())).toEqual(new Set([0, Math.fround(1 / 0.7)]));
});

test('zoneout keeps that share in training, and its expectation in evaluation; all else has none there', () => {
  const rates = { ...noDropout, output: 0.5, zoneoutState: 0.25 };
  const given = { batch: 200, time: 10 };
  const masks = dropoutMasks(rates, model.dropoutSites, given, moment);
  const kept = masks['rnn/0/forward/zoneoutState']!.dataSync<'float32'>();
  expect(new Set(kept)).toEqual(new Set([0, 1]));
  const share = kept.reduce((sum, value) => sum + value, 0) / kept.length;
  expect(Math.abs(share - 0.25)).toBeLessThan(5 * Math.sqrt((0.25 * 0.75) / kept.length));
  const expected = expectedMasks(rates, model.dropoutSites, given);
  expect(Object.keys(expected)).toEqual(['rnn/0/forward/zoneoutState']);
  expect(new Set(expected['rnn/0/forward/zoneoutState']!.dataSync<'float32'>())).toEqual(new Set([0.25]));
  for (const made of [masks, expected]) for (const tensor of Object.values(made)) tensor?.dispose();
});

test.each(backends)('smoothed labels are a mixture with all labels, and so is the slope (%s)', async (backend) => {
  await startBackend(backend);
  const logits = uniformMatrix('logits', 4, 3, 2);
  const labels = [0, 2, 1, 1];
  const loss = () =>
    logits.reduce((sum, row, i) => {
      const total = row.reduce((all, value) => all + Math.exp(value), 0);
      return (
        sum -
        row.reduce((part, value, c) => {
          const goal = (c === labels[i] ? 0.8 : 0) + 0.2 / 3;
          return part + goal * Math.log(Math.exp(value) / total);
        }, 0) /
          4
      );
    }, 0);
  tf.tidy(() => {
    const ours = (x: tf.Tensor) => crossEntropy(x as tf.Tensor2D, tf.tensor1d(labels, 'int32'), 0.2);
    const x = tf.tensor2d(logits);
    expect(differences(ours(x).dataSync(), [loss()], { absolute: 1e-6 })).toEqual([]);
    const [found] = gradientsOf(ours, [x]);
    expect(differences(found!.dataSync(), finiteDifferences(loss, logits), { absolute: 1e-6 })).toEqual([]);
  });
});
