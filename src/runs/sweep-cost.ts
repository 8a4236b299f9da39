// What a sweep costs before any of it is trained: trainings, epochs, and about how long.

import { poolSize } from './pool';
import type { RunState } from './store';

/** Of `points` with `seeds` trainings each, the epochs up to each rung for those that get there. */
export function epochsToTrain(points: number, seeds: number, rungs: readonly number[], halving: number): number {
  let epochs = 0;
  let left = points;
  let before = 0;
  for (const rung of rungs) {
    epochs += left * (rung - before);
    before = rung;
    if (halving >= 2) left = Math.ceil(left / halving);
  }
  return epochs * seeds;
}

/** In milliseconds, if each epoch takes as long as those of a run that has been trained; null where none of it was. */
export function expectedMs(
  run: RunState | undefined,
  { epochs, trainings, cores }: { epochs: number; trainings: number; cores: number },
): number | null {
  const paces = (run?.trainings ?? []).flatMap(({ results }) => {
    const last = results.at(-1);
    return last && last.elapsedMs > 0 ? [last.elapsedMs / last.epoch] : [];
  });
  if (paces.length === 0) return null;
  const pace = paces.reduce((sum, each) => sum + each, 0) / paces.length;
  return (pace * epochs) / Math.max(1, poolSize(trainings, cores));
}
