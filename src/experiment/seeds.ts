// The seeds that a run is trained with, one training each: what each draws, and what such a training is called.

import type { RunId, SharedSettings } from './experiment';

type SeedSettings = Pick<SharedSettings, 'seed'> &
  Partial<Pick<SharedSettings, 'trainingSeed' | 'seeds' | 'seedMoves' | 'draw'>>;

/** The seeds of one training's streams. */
export interface TrainingSeeds {
  /** Generated texts, split and label noise. */
  data: number;
  weights: number;
  /** Of the batches. */
  order: number;
  dropout: number;
}

const seedCount = 2 ** 32;

/** Those of an experiment's first training, or of its only one. */
export function trainingSeeds({
  seed,
  trainingSeed = 0,
  seedMoves = 'training',
  draw = 0,
}: SeedSettings): TrainingSeeds {
  const moved = (base: number, ...by: (typeof seedMoves)[]) =>
    by.includes(seedMoves) ? (base + draw) % seedCount : base;
  const training = trainingSeed || seed;
  return {
    data: moved(seed, 'everything', 'data'),
    weights: moved(training, 'everything', 'training', 'weights'),
    order: moved(training, 'everything', 'training', 'order'),
    dropout: moved(training, 'everything', 'training', 'dropout'),
  };
}

/**
 * The settings of each training of a run, in their order, each those of an experiment with this training alone. All
 * runs have the same, so that like is compared with like.
 */
export const drawsOf = <Settings extends SeedSettings>(shared: Settings): Settings[] =>
  Array.from({ length: shared.seeds ?? 1 }, (_, place) => ({ ...shared, seeds: 1, draw: (shared.draw ?? 0) + place }));

/** What a training's seed is called: the number that its draw moves. */
export function seedNumber(shared: SeedSettings): number {
  const { data, weights, order, dropout } = trainingSeeds(shared);
  const { seedMoves = 'training' } = shared;
  return { training: weights, everything: weights, data, weights, order, dropout }[seedMoves];
}

/** Names one training of the experiment that is shown. Whose settings it has is its `trainingKey`. */
export type TrainingId = `${RunId}/${number}`;

export const trainingId = (run: RunId, seed: number): TrainingId => `${run}/${seed}`;
