// How a part of the dataset becomes batches: each text once, in an order of the seed, evaluated in any cut.

import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import type { Batch } from '../../src/engine/learner';
import { permutation, stream } from '../../src/experiment/random';
import type { DatasetPart } from '../../src/text/dataset';
import { evaluationBatches, gatherBatch, trainingBatches } from '../../src/training/batches';
import { evaluate, toyLearner } from '../engine/toy';

beforeAll(async () => {
  await startBackend('wasm');
});

/** Texts of 1 to 9 tokens with room for 10; text i reads 1 + i base 8, so that it can be told from the others. */
const room = 10;
function makePart(count: number): DatasetPart {
  const lengths = Int32Array.from({ length: count }, (_, i) => 4 + ((i * 5) % 6));
  const tokenIds = new Int32Array(count * room);
  for (let i = 0; i < count; i++) {
    for (let t = 0; t < lengths[i]!; t++) tokenIds[i * room + t] = 1 + (Math.floor(i / 8 ** t) % 8);
  }
  return { tokenIds, lengths, labelIds: Int32Array.from({ length: count }, (_, i) => i % 2) };
}

/** Which texts a batch holds, read off its tokens. */
function textsOf({ tokenIds, lengths, time }: Batch): number[] {
  return Array.from(lengths, (length, row) => {
    const digits = Array.from(tokenIds.subarray(row * time, row * time + length), (id) => id - 1);
    return digits.reduceRight((text, digit) => 8 * text + digit, 0);
  });
}

const part = makePart(100);
const order = (seed: number, epoch: number, batchSize = 16, texts = part) =>
  [...trainingBatches(texts, { seed, batchSize }, epoch)].map(textsOf);

const ascending = (a: number, b: number) => a - b;
const everyText = Array.from({ length: 100 }, (_, i) => i);

test('a batch holds its texts, labels and lengths, and is as long as the longest', () => {
  const batch = gatherBatch(part, Uint32Array.of(7, 0, 31));
  // Lengths 4 + (35 mod 6), 4 + 0, 4 + (155 mod 6).
  expect(batch).toEqual({
    time: 9,
    lengths: Int32Array.of(9, 4, 9),
    labelIds: Int32Array.of(1, 0, 1),
    // 7 is 7 in base 8, 31 is 37.
    tokenIds: Int32Array.from(
      [
        [8, 1, 1, 1, 1, 1, 1, 1, 1],
        [1, 1, 1, 1, 0, 0, 0, 0, 0],
        [8, 4, 1, 1, 1, 1, 1, 1, 1],
      ].flat(),
    ),
  });
  expect(gatherBatch(part, Uint32Array.of(0)).time).toBe(4);
});

describe('training batches', () => {
  test('hold each text once an epoch, the last batch what is left', () => {
    for (const batchSize of [1, 16, 100, 512]) {
      const batches = order(7, 1, batchSize);
      expect(batches.flat().sort(ascending)).toEqual(everyText);
      const sizes = batches.map((batch) => batch.length);
      expect(sizes.slice(0, -1)).toEqual(sizes.slice(0, -1).map(() => batchSize));
      expect(sizes).toHaveLength(Math.ceil(100 / batchSize));
    }
  });

  test('come in the order of the seed and epoch alone', () => {
    const expected = Array.from(permutation(stream(7, 'shuffle', 3), 100));
    for (const batchSize of [1, 16, 100]) expect(order(7, 3, batchSize).flat()).toEqual(expected);
    const relabelled = { ...part, labelIds: part.labelIds.map((label) => 1 - label) };
    expect(order(7, 3, 16, relabelled).flat()).toEqual(expected);
  });

  test('come in another order each epoch and for each seed', () => {
    const orders = [order(7, 1), order(7, 2), order(7, 3), order(8, 1), order(0, 1)].map((batches) => batches.join());
    expect(new Set([...orders, everyText.join()]).size).toBe(6);
  });
});

describe('evaluation batches', () => {
  test('hold each text once, at most 256 at a time, shortest first', () => {
    for (const [count, width] of [
      [1, 10],
      [100, 10],
      [600, 10],
      [600, 1_000_000],
      [300, 100_000_000],
    ] as const) {
      const texts = makePart(count);
      const batches = evaluationBatches(texts, width);
      expect(batches.flatMap(textsOf).sort(ascending)).toEqual(Array.from({ length: count }, (_, i) => i));
      expect(Math.max(...batches.map(({ labelIds }) => labelIds.length))).toBeLessThanOrEqual(256);
      const lengths = batches.flatMap((batch) => [...batch.lengths]);
      expect(lengths).toEqual([...lengths].sort(ascending));
    }
  });

  test('keep within the memory that they are given, one text at least', () => {
    for (const width of [10_000, 100_000]) {
      for (const { labelIds, time } of evaluationBatches(makePart(600), width)) {
        expect(labelIds.length * time * width).toBeLessThanOrEqual(4_000_000);
      }
    }
    expect(evaluationBatches(part, 1e9).map(({ labelIds }) => labelIds.length)).toEqual(everyText.map(() => 1));
  });

  test('give each text the same loss, to the bit, however they are cut', async () => {
    const learner = toyLearner('GRU');
    const lossesByText = async (batches: Batch[]) => {
      const losses = new Float32Array(100).fill(Number.NaN);
      let correct = 0;
      for (const batch of batches) {
        const evaluated = await evaluate(learner, batch);
        correct += evaluated.predictions.filter((label, row) => label === batch.labelIds[row]).length;
        for (const [row, text] of textsOf(batch).entries()) losses[text] = evaluated.losses[row]!;
      }
      return { losses, correct };
    };
    const whole = await lossesByText([gatherBatch(part, Uint32Array.from(everyText))]);
    expect(whole.losses.some(Number.isNaN)).toBe(false);
    expect(new Set(whole.losses).size).toBeGreaterThan(50);
    for (const width of [10, 100_000, 1e9]) expect(await lossesByText(evaluationBatches(part, width))).toEqual(whole);
    const training = [...trainingBatches(part, { seed: 7, batchSize: 33 }, 1)];
    expect(await lossesByText(training)).toEqual(whole);
    learner.dispose();
  });
});
