// The fingerprint of a curve: every bit of the four numbers counts, and nothing else.

import { expect, test } from 'vitest';
import type { EpochResult } from '../../src/training/protocol';
import { fingerprintOf } from './dataset';
import { noPenalty, weightsLike } from './reports';

const result = (epoch: number): EpochResult => ({
  epoch,
  train: { loss: 0.6 / epoch, accuracy: 0.75 },
  validation: { loss: 0.7, accuracy: 0.5 + epoch / 100 },
  penalty: noPenalty,
  gradientNorm: 1,
  weights: weightsLike({}),
  tokensPerSecond: 1000,
  elapsedMs: 10,
});

const curve = [result(1), result(2), result(3)];

/** The next double after a number. */
function next(value: number): number {
  const bits = new BigUint64Array(Float64Array.of(value).buffer);
  bits[0]!++;
  return new Float64Array(bits.buffer)[0]!;
}

test('is 16 hexadecimal digits, equal for equal curves', () => {
  expect(fingerprintOf(curve)).toMatch(/^[0-9a-f]{16}$/);
  expect(fingerprintOf(structuredClone(curve))).toBe(fingerprintOf(curve));
});

test('begins with the FNV-1a hash of the numbers, as bytes from the highest', () => {
  const bytes = Buffer.concat(
    curve.flatMap(({ train, validation }) =>
      [train.loss, train.accuracy, validation.loss, validation.accuracy].map((number) => {
        const bytesOfNumber = Buffer.alloc(8);
        bytesOfNumber.writeDoubleBE(number);
        return bytesOfNumber;
      }),
    ),
  );
  let hash = 0x811c9dc5n;
  for (const byte of bytes) hash = ((hash ^ BigInt(byte)) * 0x01000193n) & 0xffffffffn;
  expect(fingerprintOf(curve).slice(0, 8)).toBe(hash.toString(16).padStart(8, '0'));
});

test('changes with the last bit of each number of each epoch', () => {
  const fingerprints = [fingerprintOf(curve)];
  for (let epoch = 0; epoch < 3; epoch++) {
    for (const part of ['train', 'validation'] as const) {
      for (const number of ['loss', 'accuracy'] as const) {
        const changed = structuredClone(curve);
        changed[epoch]![part][number] = next(changed[epoch]![part][number]);
        fingerprints.push(fingerprintOf(changed));
      }
    }
  }
  for (const half of [0, 8]) {
    expect(new Set(fingerprints.map((digits) => digits.slice(half, half + 8))).size).toBe(13);
  }
});

test('changes with the order and the number of epochs', () => {
  const [first, second, third] = curve as [EpochResult, EpochResult, EpochResult];
  const orders = [[], [first], [first, second], [second, first], curve, [third, second, first]];
  expect(new Set(orders.map(fingerprintOf)).size).toBe(orders.length);
});

test('does not change with how fast the machine was', () => {
  const slower = curve.map((each) => ({ ...each, tokensPerSecond: 1, elapsedMs: 1e6 }));
  expect(fingerprintOf(slower)).toBe(fingerprintOf(curve));
});
