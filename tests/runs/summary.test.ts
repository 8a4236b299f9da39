// What a curve says, against small curves worked out by hand.

import { expect, test } from 'vitest';
import {
  bestAccuracy,
  bestEpoch,
  gapOf,
  growthSinceBest,
  kernelNearZeroShare,
  nearZeroShare,
  overfitsFrom,
} from '../../src/runs/summary';
import { epochResult, withValidation } from './epochs';

test('the best epoch is the first with the lowest validation loss', () => {
  expect(bestEpoch(withValidation(0.7, 0.5, 0.6, 0.5))?.epoch).toBe(2);
  expect(bestEpoch([])).toBeNull();
});

test('the best accuracy is the highest of any epoch, that of the lowest loss or another', () => {
  const results = [
    epochResult(1, { validation: 0.5, validationAccuracy: 0.6 }),
    epochResult(2, { validation: 0.7, validationAccuracy: 0.8 }),
    epochResult(3, { validation: 0.9, validationAccuracy: 0.7 }),
  ];
  expect(bestAccuracy(results)).toBe(0.8);
});

test('the gap is how far the validation loss lies above the train loss', () => {
  expect(gapOf(epochResult(1, { train: 0.25, validation: 0.75 }))).toBe(0.5);
  expect(gapOf(epochResult(1, { train: 0.75, validation: 0.5 }))).toBe(-0.25);
});

test('growth is the rise of validation loss from its lowest to its last, as a share of the lowest', () => {
  expect(growthSinceBest(withValidation(0.75, 0.5, 1, 0.75))).toBe(0.5);
  expect(growthSinceBest(withValidation(0.75, 0.5))).toBe(0);
  expect(growthSinceBest([])).toBe(0);
});

test('a run overfits from the epoch after the minimum of its smoothed validation loss', () => {
  // Averages over three neighbours, ends repeated: 2.6/3, 2.1/3, 1.8/3, 1.9/3, 2.3/3, 2.6/3.
  expect(overfitsFrom(withValidation(0.9, 0.8, 0.4, 0.6, 0.9, 0.8))).toBe(4);
});

test('a validation loss that ends less than 5 % above its minimum does not overfit', () => {
  expect(overfitsFrom(withValidation(0.8, 0.6, 0.5, 0.51, 0.52, 0.52))).toBeNull();
  expect(overfitsFrom(withValidation(0.8, 0.6, 0.5, 0.51, 0.55, 0.56))).not.toBeNull();
});

test('a validation loss that still falls does not overfit', () => {
  expect(overfitsFrom(withValidation(0.9, 0.8, 0.7, 0.6))).toBeNull();
  expect(overfitsFrom(withValidation(0.5, 0.9))).toBeNull();
});

test('near-zero weights of both kernels are weighed by their rows', () => {
  const result = epochResult(1, {});
  const kernel = { ...result.weights.kernel, nearZeroShare: 1 };
  const shares = { ...result, weights: { ...result.weights, kernel } };
  expect(nearZeroShare(shares, { units: 30, embeddingSize: 10 })).toBe(0.25);
  expect(kernelNearZeroShare(shares)).toBe(1);
});
