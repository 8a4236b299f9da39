// What the task is for: a network that reads in order comes up to the ceiling, far above any bag of words.

import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../../../src/engine/backend';
import { defaultRun } from '../../../src/experiment/run-fields';
import { defaultShared } from '../../../src/experiment/shared-fields';
import { prepareDataset } from '../../../src/text/dataset';
import { accuracyCeiling, bagOfWordsCeiling } from '../../../src/text/generate/ceilings';
import { withNoise } from '../../../src/text/generate/noise';
import { generateTexts } from '../../../src/text/generate/who-said-not';
import { train } from '../../../src/training/train';
import { naiveBayesAccuracy } from '../corpus-measures';
import { logisticRegressionAccuracy } from './logistic-regression';
import { defaults } from './settings';

beforeAll(async () => {
  expect(await startBackend('wasm')).toEqual({ backend: 'wasm' });
});

test('an LSTM comes within 2 points of 1 − noise on validation, bags of words stay below their ceiling', async () => {
  const labelNoise = 0.1;
  const shared = { ...defaultShared, trainingSize: 20_000, labelNoise, epochs: 6 };
  const clean = generateTexts({ ...defaults, size: 8000 });
  const noisy = withNoise(clean, labelNoise, shared.seed);
  const dataset = prepareDataset({ name: 'who said not', ...noisy }, shared);
  const accuracies: number[] = [];
  for await (const { validation } of train(dataset, shared, { ...defaultRun, cell: 'LSTM', units: 32 })) {
    accuracies.push(validation.accuracy);
  }
  expect(accuracies.at(-1)).toBeGreaterThan(accuracyCeiling(labelNoise) - 0.02);
  // One text of each stratum for rounding.
  expect(Math.max(...accuracies)).toBeLessThan(accuracyCeiling(labelNoise) + 4 / 1600);

  const bagOfWordsBound = bagOfWordsCeiling(clean, labelNoise) + 3 * Math.sqrt(0.25 / 8000);
  expect(naiveBayesAccuracy(noisy)).toBeLessThan(bagOfWordsBound);
  expect(logisticRegressionAccuracy(noisy)).toBeLessThan(bagOfWordsBound);
}, 60_000);
