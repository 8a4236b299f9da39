// Penalties on what a network computes: their values and gradients in double precision, and that each does what it says.

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import { meanActivities } from '../../src/engine/evaluated';
import { createLearner } from '../../src/engine/learner';
import { initialWeights } from '../../src/engine/model/parameter';
import { activity } from '../../src/engine/ops/activity';
import { attentionScores, entropy, softmaxOverTime, weightedSum } from '../../src/engine/ops/attention';
import { planSequence } from '../../src/engine/ops/sequence';
import {
  type ActivityPenalty,
  exactBackends as backends,
  cells,
  type RunSettings,
} from '../../src/experiment/experiment';
import { differences, gradientsOf, passOf, uniforms } from './numbers';
import { finiteDifferences, type Matrix } from './reference';
import { noRules, toyBatch, toyModel } from './toy';

beforeAll(async () => {
  for (const backend of backends) expect(await startBackend(backend)).toEqual({ backend });
});

const lengths = [3, 1, 4, 0];
const [time, width] = [4, 3];
const states = (): Matrix => Array.from({ length: lengths.length * time }, (_, row) => uniforms(`state ${row}`, width));

/** Numbers at real tokens, a list a text. */
const ofTexts = (rows: Matrix): Matrix[] =>
  lengths.map((length, text) => rows.slice(text * time, text * time + length));

const squares = (rows: Matrix) => rows.flat().map((value) => value * value);
const mean = (numbers: number[]) => numbers.reduce((sum, value) => sum + value, 0) / numbers.length;

const inDoubles = {
  activity: (rows: Matrix) => 0.7 * mean(ofTexts(rows).flatMap(squares)),
  temporalActivity: (rows: Matrix) =>
    0.7 *
    mean(
      ofTexts(rows).flatMap((text) =>
        squares(text.slice(1).map((state, t) => state.map((value, u) => value - text[t]![u]!))),
      ),
    ),
};

describe.each(backends)('on %s', (backend) => {
  test.each(['activity', 'temporalActivity'] as const)(
    '%s is the mean of its squares, and so is its slope',
    async (kind) => {
      await startBackend(backend);
      const rows = states();
      tf.tidy(() => {
        const temporal = kind === 'temporalActivity';
        const penalty = (x: tf.Tensor) =>
          activity(x as tf.Tensor3D, planSequence(lengths, time), { temporal, strength: 0.7 });
        const x = tf.tensor3d(rows.flat(), [lengths.length, time, width]);
        expect(differences(penalty(x).dataSync(), [inDoubles[kind](rows)], { absolute: 1e-6 })).toEqual([]);
        const expected = finiteDifferences(() => inDoubles[kind](rows), rows);
        const [found] = gradientsOf(penalty, [x]);
        expect(differences(found!.dataSync(), expected, { absolute: 1e-6 })).toEqual([]);
      });
    },
  );

  test('who asks a forward pass for attention’s weights is given a share for each real token', async () => {
    await startBackend(backend);
    tf.tidy(() => {
      const texts = [
        [2, 3, 4, 0],
        [5, 0, 0, 0],
        [6, 7, 2, 8],
      ];
      const lengths = [3, 1, 4];
      const model = toyModel('LSTM', { layers: 2, direction: 'bidirectional', readout: 'attention' });
      const weights = initialWeights(model.parameters, 1).map((values, i) =>
        tf.tensor(values, [...model.parameters[i]!.shape]),
      );
      const given: number[][][] = [];
      model.logits(weights, { ...passOf(texts, lengths), attention: (each) => given.push(each.arraySync()) });
      expect(given).toHaveLength(1);
      for (const [i, shares] of given[0]!.entries()) {
        expect(differences([shares.reduce((sum, share) => sum + share, 0)], [1], { absolute: 1e-6 })).toEqual([]);
        expect(shares.map((share) => share > 0)).toEqual(texts[i]!.map((_, t) => t < lengths[i]!));
      }
    });
  });

  test('attention and its entropy are what their formulas say, and so are their slopes', async () => {
    await startBackend(backend);
    const rows = states();
    const score = [uniforms('score', width, 2)];
    const weightsOf = (text: Matrix) => {
      const exps = text.map((z) => Math.exp(z.reduce((sum, value, u) => sum + Math.tanh(value) * score[0]![u]!, 0)));
      return exps.map((value) => value / exps.reduce((sum, each) => sum + each, 0));
    };
    const reading = uniforms('dy', lengths.length * width);
    /** The entropy, plus the read vectors against fixed numbers. */
    const expectedOf = () => {
      const texts = ofTexts(rows);
      const entropies = texts.map((text) => -weightsOf(text).reduce((sum, a) => sum + a * Math.log(a), 0));
      const read = texts.flatMap((text) => {
        const weights = weightsOf(text);
        return Array.from({ length: width }, (_, u) => text.reduce((sum, z, t) => sum + weights[t]! * z[u]!, 0));
      });
      return { entropy: -0.3 * mean(entropies), read, total: read.reduce((sum, r, i) => sum + r * reading[i]!, 0) };
    };
    tf.tidy(() => {
      const plan = planSequence(lengths, time);
      const z = tf.tensor2d(rows);
      const s = tf.tensor1d(score[0]!);
      const weights = (x: tf.Tensor, v: tf.Tensor) =>
        softmaxOverTime(attentionScores(x as tf.Tensor2D, v as tf.Tensor1D, plan), plan);
      const read = (x: tf.Tensor, v: tf.Tensor) =>
        weightedSum(weights(x, v), tf.tensor3d(rows.flat(), [lengths.length, time, width]), plan);
      const { entropy: expected, read: expectedRead } = expectedOf();
      expect(differences(read(z, s).dataSync(), expectedRead, { absolute: 1e-6 })).toEqual([]);
      expect(differences(entropy(weights(z, s), -0.3).dataSync(), [expected], { absolute: 1e-6 })).toEqual([]);
      const ofEntropy = gradientsOf((...given) => entropy(weights(given[0]!, given[1]!), -0.3), [z, s]);
      for (const [i, matrix] of [rows, score].entries()) {
        const slopes = finiteDifferences(() => expectedOf().entropy, matrix);
        expect(differences(ofEntropy[i]!.dataSync(), slopes, { absolute: 1e-6 })).toEqual([]);
      }
      // Through the scores alone: what is summed stays as it is.
      const fixed = rows.map((row) => [...row]);
      const throughScores = () => {
        const texts = ofTexts(rows);
        return texts.reduce((sum, text, i) => {
          const own = weightsOf(text);
          const from = fixed.slice(i * time, i * time + text.length);
          return (
            sum +
            from.reduce((all, z0, t) => all + own[t]! * z0.reduce((d, v, u) => d + v * reading[i * width + u]!, 0), 0)
          );
        }, 0);
      };
      const [dZ] = gradientsOf((x) => read(x, s), [z], tf.tensor2d(reading, [lengths.length, width]));
      expect(differences(dZ!.dataSync(), finiteDifferences(throughScores, rows), { absolute: 1e-6 })).toEqual([]);
    });
  });
});

/** What a penalty came to after a short training, its strength taken out. */
async function after(run: Partial<RunSettings>, kind: ActivityPenalty, strength: number): Promise<number> {
  const cell = (run.cell ?? 'LSTM') as (typeof cells)[number];
  const model = toyModel(cell, { ...run, [kind]: strength });
  const learner = createLearner({
    model,
    start: { weights: initialWeights(model.parameters, 7), steps: 0 },
    optimizer: { name: 'adam', learningRate: 0.01 },
    rules: noRules,
    clipNorm: 0,
  });
  for (let step = 0; step < 150; step++) learner.step(toyBatch);
  learner.evaluate(toyBatch);
  const { scores } = await learner.read();
  learner.dispose();
  return meanActivities(scores)[kind]! / strength;
}

/** Too weak to do anything, strong enough to be told. */
const hardly = 1e-6;

describe.each(cells)('%s', (cell) => {
  test.each(['activity', 'temporalActivity'] as const)('a strong %s holds down what it penalizes', async (kind) => {
    await startBackend('wasm');
    const without = await after({ cell }, kind, hardly);
    expect(await after({ cell }, kind, 10)).toBeLessThan(0.2 * without);
  });

  test('entropy above 0 narrows attention, below 0 widens it', async () => {
    await startBackend('wasm');
    const settings = { cell, readout: 'attention' } as const;
    const without = await after(settings, 'attentionEntropy', hardly);
    expect(await after(settings, 'attentionEntropy', 2)).toBeLessThan(0.5 * without);
    expect(await after(settings, 'attentionEntropy', -2)).toBeGreaterThan(without);
  });
});
