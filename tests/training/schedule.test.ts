// The learning rate over a training, against the formulas of the papers in Math's own functions.

import { describe, expect, test } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import { cosineOfPi } from '../../src/experiment/arithmetic';
import type { Schedule as Name } from '../../src/experiment/experiment';
import { defaultShared } from '../../src/experiment/shared-fields';
import { createSchedule } from '../../src/training/schedule';
import { fingerprintOf, reviews, shortShared, smallRun, trainAll } from './dataset';

const [epochs, stepsPerEpoch, rate] = [20, 7, 0.1];
const steps = epochs * stepsPerEpoch;

function rates(schedule: Name, warmUp = 0): number[] {
  const { learningRate } = createSchedule({ schedule, warmUp, learningRate: rate, epochs }, stepsPerEpoch);
  return Array.from({ length: steps }, (_, step) =>
    typeof learningRate === 'number' ? learningRate : learningRate(step),
  );
}

const expectRates = (found: readonly number[], expected: (at: number) => number) => {
  for (const [step, value] of found.entries()) expect(value, `step ${step}`).toBeCloseTo(expected(step / steps), 12);
};

test('cos πx is exact but for the last digit', () => {
  for (let i = 0; i <= 1000; i++)
    expect(Math.abs(cosineOfPi(i / 1000) - Math.cos((Math.PI * i) / 1000))).toBeLessThan(1e-15);
});

describe('the rate is', () => {
  test('constant: one number for all steps, so that it costs nothing', () => {
    expect(createSchedule({ ...defaultShared, learningRate: rate }, stepsPerEpoch).learningRate).toBe(rate);
  });
  test('by steps: a tenth from half on, a hundredth from three quarters on', () => {
    expectRates(rates('step'), (at) => (at < 0.5 ? rate : at < 0.75 ? rate / 10 : rate / 100));
  });
  test('exponential: a tenth at half, a hundredth at the end', () => {
    expectRates(rates('exponential'), (at) => rate * 0.01 ** at);
  });
  test('cosine: half of it at half, nothing at the end', () => {
    expectRates(rates('cosine'), (at) => (rate * (1 + Math.cos(Math.PI * at))) / 2);
  });
  test('of one cycle: from a 25th up in 0.3 of the steps, then down to nearly nothing', () => {
    const cosine = (from: number, to: number, share: number) =>
      to + ((from - to) * (1 + Math.cos(Math.PI * share))) / 2;
    expectRates(rates('oneCycle'), (at) =>
      at < 0.3 ? cosine(rate / 25, rate, at / 0.3) : cosine(rate, rate / 25e4, (at - 0.3) / 0.7),
    );
    expect(Math.max(...rates('oneCycle'))).toBeCloseTo(rate, 12);
  });
  test('warmed up in equal steps, and then what the schedule says; one cycle rises by itself', () => {
    const warm = rates('constant', 2);
    expect(warm.slice(0, 14)).toEqual(
      Array.from({ length: 14 }, (_, step) => expect.closeTo((rate * (step + 1)) / 14, 12)),
    );
    expect(new Set(warm.slice(14))).toEqual(new Set([rate]));
    expect(rates('cosine', 1).slice(7)).toEqual(rates('cosine').slice(7));
    expect(rates('oneCycle', 3)).toEqual(rates('oneCycle'));
  });
  test('halved on a plateau: after three epochs without a new lowest validation loss, and again after three more', () => {
    const { learningRate, epochEnded } = createSchedule(
      { schedule: 'plateau', warmUp: 0, learningRate: rate, epochs },
      stepsPerEpoch,
    );
    const after = [0.9, 0.8, 0.81, 0.82, 0.8, 0.7, 0.7, 0.7, 0.7, 0.9, 0.9, 0.9].map((loss, epoch) => {
      epochEnded(loss);
      return (learningRate as (step: number) => number)((epoch + 1) * stepsPerEpoch) / rate;
    });
    expect(after).toEqual([1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125]);
  });
});

test('every schedule is the same on cpu and wasm, and as long as it is at its rate, the constant one', async () => {
  const shared = { ...shortShared, epochs: 8 };
  const dataset = await reviews(shared);
  const train = async (schedule: Name) => trainAll(dataset, { ...shared, schedule, learningRate: 0.02 }, smallRun);
  await startBackend('wasm');
  const constant = await train('constant');
  for (const schedule of ['step', 'exponential', 'cosine', 'oneCycle', 'plateau'] as const) {
    await startBackend('wasm');
    const onWasm = await train(schedule);
    if (schedule === 'step') expect(fingerprintOf(onWasm.slice(0, 4))).toBe(fingerprintOf(constant.slice(0, 4)));
    expect(fingerprintOf(onWasm), schedule).not.toBe(fingerprintOf(constant));
    await startBackend('cpu');
    expect(fingerprintOf(await train(schedule)), schedule).toBe(fingerprintOf(onWasm));
  }
});
