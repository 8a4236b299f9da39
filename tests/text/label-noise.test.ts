// How many labels are wrong, and which.

import { expect, test } from 'vitest';
import { addLabelNoise } from '../../src/text/label-noise';

const labelIds = Int32Array.from({ length: 605 }, (_, text) => text % 3);
const flipped = (noise: number, seed = 7) => {
  const noisy = addLabelNoise(labelIds, 3, noise, seed);
  return Array.from(labelIds.keys()).filter((text) => noisy[text] !== labelIds[text]);
};

test.each([
  [0, 0],
  [0.001, 1],
  [0.1, 61],
  [0.3, 182],
  [1, 605],
])('a noise of %d changes exactly %d of 605 labels', (noise, count) => {
  expect(flipped(noise)).toHaveLength(count);
});

test('the texts changed at .1 are among those at .3, with the same wrong label', () => {
  const little = addLabelNoise(labelIds, 3, 0.1, 7);
  const much = addLabelNoise(labelIds, 3, 0.3, 7);
  for (const text of flipped(0.1)) expect(much[text]).toBe(little[text]);
});

test('every other label is about as likely', () => {
  const noisy = addLabelNoise(labelIds, 3, 1, 7);
  const nextLabel = noisy.filter((label, text) => label === (labelIds[text]! + 1) % 3).length;
  expect(noisy.every((label) => label >= 0 && label < 3)).toBe(true);
  expect(nextLabel / 605).toBeGreaterThan(0.4);
  expect(nextLabel / 605).toBeLessThan(0.6);
});

test('of two labels the wrong one is the other', () => {
  expect([...addLabelNoise(Int32Array.of(0, 1, 1, 0), 2, 1, 7)]).toEqual([1, 0, 0, 1]);
});

test('the same seed changes the same labels, another seed others', () => {
  expect(flipped(0.1)).toEqual(flipped(0.1));
  expect(flipped(0.1, 8)).not.toEqual(flipped(0.1));
});

test('the labels given are left as they are', () => {
  const given = Int32Array.of(0, 1, 0, 1);
  addLabelNoise(given, 2, 1, 7);
  expect([...given]).toEqual([0, 1, 0, 1]);
});
