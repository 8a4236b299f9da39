// The trainings of a run: with which seeds, what each seed draws, and what each is called.

import { expect, test } from 'vitest';
import { type SharedSettings, seedMoves } from '../../src/experiment/experiment';
import { drawsOf, seedNumber, trainingId, trainingSeeds } from '../../src/experiment/seeds';
import { defaultShared } from '../../src/experiment/shared-fields';

const drawn = (patch: Partial<SharedSettings>) => drawsOf({ ...defaultShared, ...patch }).map(trainingSeeds);
const allOf = (seed: number) => ({ data: seed, weights: seed, order: seed, dropout: seed });

test('a run is trained once, with the seed of its experiment', () => {
  expect(drawn({ seed: 9 })).toEqual([allOf(9)]);
});

test('further seeds move the training and leave the data', () => {
  expect(drawn({ seed: 9, seeds: 3 })).toEqual([allOf(9), { ...allOf(10), data: 9 }, { ...allOf(11), data: 9 }]);
});

test('a training seed of its own leaves the data to the seed', () => {
  expect(drawn({ seed: 9, trainingSeed: 4, seeds: 2 })).toEqual([
    { ...allOf(4), data: 9 },
    { ...allOf(5), data: 9 },
  ]);
});

test('a seed moves what was chosen, and nothing else', () => {
  const moved = seedMoves.map((moves) => {
    const [first, second] = drawn({ seed: 0, seeds: 2, seedMoves: moves });
    expect(first).toEqual(allOf(0));
    return Object.entries(second!).flatMap(([stream, seed]) => (seed === 1 ? [stream] : []));
  });
  expect(Object.fromEntries(seedMoves.map((moves, index) => [moves, moved[index]]))).toEqual({
    training: ['weights', 'order', 'dropout'],
    everything: ['data', 'weights', 'order', 'dropout'],
    data: ['data'],
    weights: ['weights'],
    order: ['order'],
    dropout: ['dropout'],
  });
});

test('each training is that of an experiment of its own', () => {
  const all = drawsOf({ ...defaultShared, seeds: 4, draw: 2 });
  expect(all.map((own) => drawsOf(own))).toEqual(all.map((own) => [own]));
  expect(all.map(seedNumber)).toEqual([9, 10, 11, 12]);
  expect(drawsOf({ ...defaultShared, seedMoves: 'data', trainingSeed: 3, seeds: 2 }).map(seedNumber)).toEqual([7, 8]);
});

test('after the last seed comes the first', () => {
  expect(drawn({ seed: 4_294_967_295, seeds: 2, seedMoves: 'everything' })).toEqual([allOf(4_294_967_295), allOf(0)]);
});

test('no two trainings of an experiment are called alike', () => {
  const ids = (['A', 'B'] as const).flatMap((run) => [1, 11].map((seed) => trainingId(run, seed)));
  expect(new Set(ids).size).toBe(4);
});
