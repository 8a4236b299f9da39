// Every regularizer has an effect that is measured, and measures and verdict are right.

import { beforeAll, describe, expect, test } from 'vitest';
import type { Effect } from '../../cli/effects/effect';
import { settingsOf } from '../../cli/effects/effect';
import { everyEffect } from '../../cli/effects/every-effect';
import { measureEffect, type Plan, verdictOf } from '../../cli/effects/measure-effect';
import * as measures from '../../cli/effects/measures';
import { experimentOf, spelled } from '../../cli/effects/settings';
import { meanAndHalfRange } from '../../cli/effects/table';
import { createTrainer, type Trained, type Trainer } from '../../cli/effects/trained';
import { startBackend } from '../../src/engine/backend';
import { roles } from '../../src/experiment/experiment';
import { openLink, printLink } from '../../src/experiment/link';
import { runFields } from '../../src/experiment/run-fields';
import { sharedFields } from '../../src/experiment/shared-fields';
import { loadCorpus } from '../../src/text/corpora/catalogue';

const regularizing: readonly string[] = [...roles, 'dropout', 'loss', 'step', 'stopping'];
const regularizers = Object.entries(runFields).flatMap(([id, { group }]) =>
  group !== null && regularizing.includes(group) ? [id] : [],
);
/**
 * Settings of these groups that regularize nothing: early stopping is no stronger for watching this or that; how fast is
 * no more a regularizer than the learning rate below.
 */
const exceptions: readonly string[] = ['monitor', 'learningRateFactor'];
/** Settings of the training that regularize nothing: how far, how fast and by which steps. */
const trainingExceptions = ['epochs', 'batchSize', 'learningRate', 'schedule', 'warmUp', 'momentum'];

describe('every effect', () => {
  const covered = new Set(everyEffect.flatMap(settingsOf));

  test('together they have every regularizer of a run', () => {
    expect(regularizers.length).toBeGreaterThan(40);
    expect(regularizers.filter((id) => !covered.has(id) && !exceptions.includes(id))).toEqual([]);
  });

  test('together they have every regularizer of the training', () => {
    const training = Object.entries(sharedFields).flatMap(([id, { group }]) => (group === 'training' ? [id] : []));
    expect(training.filter((id) => !covered.has(id))).toEqual(trainingExceptions);
  });

  test('has a name of its own', () => {
    const names = everyEffect.map(({ family, regularizer }) => `${family}: ${regularizer}`);
    expect(new Set(names).size).toBe(names.length);
  });

  test.each(everyEffect)('$regularizer has settings that a link holds and that do something', (effect) => {
    for (const settings of [effect.off ?? {}, effect.middling ?? {}, effect.strong]) {
      const { shared, run } = experimentOf({ ...effect.beside, ...settings });
      // A link leaves out what does nothing beside the others.
      const { experiment, problems } = openLink(printLink({ shared, runs: [run] }));
      expect(problems).toEqual([]);
      expect(experiment).toEqual({ shared, runs: [run] });
    }
  });
});

describe('verdict', () => {
  test.each([
    [[1, 2, 3], [4, 5, 6], 'up', 'moved'],
    [[4, 5, 6], [1, 2, 3], 'down', 'moved'],
    [[1, 2, 3], [3, 4, 5], 'up', 'no: within the spread'],
    [[1, 2, 3], [0, 0, 1], 'up', 'no: the wrong way'],
    [[1, 2, 3], [3, 2, 1], 'down', 'no: it stayed'],
    [[1], [2], 'up', 'moved'],
  ] as const)('of %j to %j, expected %s, is "%s"', (off, strong, expected, verdict) => {
    expect(verdictOf(off, strong, expected)).toBe(verdict);
  });
});

describe('measures', () => {
  /** A kernel of two columns, (3, −4) and (0, 0.0005), and a recurrent kernel of one weight. */
  const trained = {
    model: {
      parameters: [
        { role: 'kernel', shape: [2, 2] },
        { role: null, shape: [1] },
        { role: 'recurrent', shape: [1, 1] },
      ],
    },
    weights: [[3, 0, -4, 0.0005], [9], [12]].map((values) => Float64Array.from(values)),
  } as unknown as Trained;

  test.each([
    [measures.norm('kernel', 'recurrent'), Math.sqrt(9 + 16 + 0.0005 ** 2 + 144)],
    [measures.nearZeroShare('kernel'), 2 / 4],
    [measures.zeroShare('kernel', 'recurrent'), 1 / 5],
    [measures.negativeShare('kernel'), 1 / 4],
    [measures.largestWeight('kernel'), 4],
    [measures.largestColumnNorm('kernel'), 5],
    [measures.distanceFromUnitNorm('kernel'), 4],
  ])('%#: $name', async (measure, value) => {
    expect(await measure.of(trained)).toBeCloseTo(value, 12);
  });

  test('rare words are those seen once, frequent ones those seen ten times', async () => {
    const rows = [
      [7, 7],
      [3, 4],
      [6, 8],
      [0, 1],
    ].flat();
    const seen = { 1: 1, 2: 10, 3: 5 };
    const tokenIds = Object.entries(seen).flatMap(([id, times]) => new Array<number>(times).fill(Number(id)));
    const words = {
      model: { parameters: [{ role: 'embedding', shape: [4, 2] }] },
      weights: [Float32Array.from(rows)],
      dataset: { training: { tokenIds: Int32Array.from([...tokenIds, 0, 0]) } },
    } as unknown as Trained;
    expect(await measures.rareToFrequent.of(words)).toBeCloseTo(5 / 10, 6);
  });

  test('are printed to three digits, with half the range', () => {
    expect(meanAndHalfRange([1, 2, 3.5])).toBe('2.17 ± 1.25');
    expect(meanAndHalfRange([10, 13])).toBe('11.5 ± 1.5');
    expect(meanAndHalfRange([0.1, 0.2])).toBe('0.150 ± 0.050');
    expect(meanAndHalfRange([0.002, 0.003])).toBe('0.00250 ± 0.00050');
    expect(meanAndHalfRange([1e-7, 3e-7])).toBe('2.0e-7 ± 1.0e-7');
    expect(meanAndHalfRange([0, 0])).toBe('0');
  });

  test('settings are spelled as in a link', () => {
    expect(spelled({ kernelL1: 1e-3, l1Step: 'proximal', weightDecay: 0.01 })).toBe('k1_1e-3,l1_prox,wd=.01');
    expect(spelled({ cell: 'TextCNN', filters: 16 })).toBe('cnn,nf16');
  });
});

describe('measured', () => {
  const plan: Plan = {
    seeds: [1, 2],
    base: { trainingSize: 60, epochs: 10, batchSize: 8, learningRate: 0.01, units: 6, embeddingSize: 5 },
  };
  let train: Trainer;

  beforeAll(async () => {
    await startBackend('wasm');
    train = createTrainer(await loadCorpus('reviews'));
  });

  const effectOf = (name: string): Effect => everyEffect.find(({ regularizer }) => regularizer === name)!;

  test('a constraint leaves no negative weight', async () => {
    const { off, middling, strong, verdict } = await measureEffect(effectOf('Non-negative on kernel'), plan, train);
    expect(Math.min(...off.values)).toBeGreaterThan(0.3);
    expect(middling).toBe(null);
    expect(strong.values).toEqual([0, 0]);
    expect(verdict).toBe('moved');
  });

  test('a penalty on outputs moves them, and its opposite does not', async () => {
    const effect = effectOf('AR: size of outputs');
    const { off, middling, strong, verdict } = await measureEffect(effect, plan, train);
    expect(off.values.length).toBe(2);
    // The trained network's own penalty, at strength 0.1, is a tenth of the measure.
    const { result } = await train({ ...plan.base, ...middling!.settings, seed: 1 });
    expect(middling!.values[0]).toBeCloseTo(10 * result.penalty.activity, 5);
    expect(Math.max(...strong.values)).toBeLessThan(Math.min(...middling!.values));
    expect(verdict).toBe('moved');
    expect((await measureEffect({ ...effect, expected: 'up' }, plan, train)).verdict).toBe('no: the wrong way');
  });

  test('a network that never saw dropout loses by it, keeps its weights, and loses the same again', async () => {
    const trained = await train({ ...plan.base, seed: 1 });
    const before = trained.weights.map((values) => values.slice());
    const loss = await measures.lossByDropping('embedding').of(trained);
    expect(loss).toBeGreaterThan(0);
    expect(trained.weights).toEqual(before);
    expect(await measures.lossByDropping('embedding').of(trained)).toBe(loss);
  });

  test('what is asked for again is not trained again', () => {
    const settings = { ...plan.base, seed: 1 };
    // The bound of a constraint that is not there does nothing.
    expect(train({ ...settings, maxNorm: 1 })).toBe(train(settings));
  });
});
