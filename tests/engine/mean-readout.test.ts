// The readout `mean` against the reference in doubles: the op, and the gradients of a whole network read by it.

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import { buildModel } from '../../src/engine/model/build';
import { crossEntropy } from '../../src/engine/ops/cross-entropy';
import { meanOverTime } from '../../src/engine/ops/mean-over-time';
import { planSequence } from '../../src/engine/ops/sequence';
import { exactBackends as backends, cells } from '../../src/experiment/experiment';
import { gateCounts, modelOf } from '../../src/experiment/model-spec';
import { defaultRun } from '../../src/experiment/run-fields';
import { differences, gradientsOf, passOf, uniformMatrix, uniforms } from './numbers';
import { crossEntropyOf, finiteDifferences, type Matrix, readText } from './reference';
import { type WeightName, weightNames } from './toy';

beforeAll(async () => {
  for (const backend of backends) expect(await startBackend(backend)).toEqual({ backend });
});

describe.each(backends)('on %s', (backend) => {
  test('a mean is over real tokens alone, whatever stands at padding, and 0 where there is none', async () => {
    await startBackend(backend);
    const x = [
      [[1], [2], [6]],
      [[4], [5], [Number.NaN]],
      [[Number.NaN], [8], [8]],
    ];
    for (const reverse of [false, true]) {
      const mean = (values: tf.Tensor) => meanOverTime(values as tf.Tensor3D, planSequence([3, 2, 0], 3, reverse));
      const input = tf.tensor3d(x);
      expect([...mean(input).dataSync()]).toEqual([3, 4.5, 0]);
      const [gradient] = gradientsOf(mean, [input], tf.tensor2d([[3], [1], [7]]));
      expect([...gradient!.dataSync()]).toEqual([1, 1, 1, 0.5, 0.5, 0, 0, 0, 0]);
    }
  });

  test('a plan for other texts is no plan for these', async () => {
    await startBackend(backend);
    expect(() => meanOverTime(tf.zeros([2, 3, 1]), planSequence([1, 1], 4))).toThrow(
      new RangeError('x must begin with shape [2,4], got [2,3,1]'),
    );
  });

  test.each(cells)('%s read by it has the loss and gradients of the reference', async (cell) => {
    await startBackend(backend);
    const [vocabulary, embeddingSize, units, classes] = [7, 3, 5, 3];
    const texts = [
      [4, 2, 4, 5],
      [1, 0, 0, 0],
      [3, 5, 2, 0],
    ];
    const lengths = [4, 1, 3];
    const labels = [2, 0, 1];
    const width = gateCounts[cell] * units;
    const values: Record<WeightName, Matrix> = {
      embedding: uniformMatrix('embedding', vocabulary, embeddingSize),
      'rnn/0/forward/kernel': uniformMatrix('kernel', embeddingSize, width),
      'rnn/0/forward/recurrentKernel': uniformMatrix('recurrentKernel', units, width),
      'rnn/0/forward/bias': [uniforms('bias', width, 0.5)],
      'dense/kernel': uniformMatrix('denseKernel', units, classes),
      'dense/bias': [uniforms('denseBias', classes)],
    };
    const layer = {
      cell,
      kernel: values['rnn/0/forward/kernel'],
      recurrentKernel: values['rnn/0/forward/recurrentKernel'],
      bias: values['rnn/0/forward/bias'][0]!,
    };
    const logitsOf = (tokens: number[], length: number) => {
      const { states } = readText(
        layer,
        tokens.map((id) => values.embedding[id]!),
        length,
      );
      return values['dense/bias'][0]!.map((bias, k) =>
        states.slice(0, length).reduce((sum, state) => {
          const score = state.reduce((total, value, u) => total + value * values['dense/kernel'][u]![k]!, 0);
          return sum + score / length;
        }, bias),
      );
    };
    const loss = () =>
      texts.reduce((sum, tokens, i) => sum + crossEntropyOf(logitsOf(tokens, lengths[i]!), labels[i]!), 0) / 3;
    const model = buildModel(modelOf({ ...defaultRun, cell, units, embeddingSize, readout: 'mean' }), {
      vocabularyRows: vocabulary,
      classes,
    });
    expect(model.parameters.map(({ name }) => name)).toEqual(weightNames);
    tf.tidy(() => {
      const tensors = weightNames.map((name, i) => tf.tensor(values[name].flat(), [...model.parameters[i]!.shape]));
      const pass = passOf(texts, lengths);
      const ours = (...weights: tf.Tensor[]) => crossEntropy(model.logits(weights, pass), tf.tensor1d(labels, 'int32'));
      expect(differences(ours(...tensors).dataSync(), [loss()], { absolute: 2e-6 })).toEqual([]);
      for (const [i, actual] of gradientsOf(ours, tensors).entries()) {
        const expected = finiteDifferences(loss, values[weightNames[i]!]);
        expect(differences(actual.dataSync(), expected, { absolute: 1e-5, relative: 1e-5 }), weightNames[i]).toEqual(
          [],
        );
      }
    });
  });
});
