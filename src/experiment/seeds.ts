// The seeds that a run is trained with, one training each, and what such a training is called.

import type { RunId, SharedSettings } from './experiment';

/** In the order in which a run's trainings are listed; all runs have the same, so that like is compared with like. */
export const seedsOf = ({ seed }: Pick<SharedSettings, 'seed'>): readonly number[] => [seed];

/** Names one training of the experiment that is shown. Whose settings it has is its `trainingKey`. */
export type TrainingId = `${RunId}/${number}`;

export const trainingId = (run: RunId, seed: number): TrainingId => `${run}/${seed}`;
