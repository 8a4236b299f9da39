// What is known of a sweep's trainings: compact, as there may be a thousand of them.

import type { PlannedPoint, PlannedTraining } from '../experiment/plan';
import type { EpochResult, Failure } from '../training/protocol';
import { broughtIn } from './brought-in';
import type { FinishedTraining } from './result-cache';
import type { TrainingLine } from './result-lines';
import type { TrainingStatus } from './store';
import type { SweptEpoch, SweptTraining } from './sweep-state';

export interface SweepRecords {
  get(key: string): SweptTraining;
  /** The trainings of these points from now on; what is known of one with the same key stays. Returns the new keys. */
  replace(points: readonly PlannedPoint[]): PlannedTraining[];
  set(key: string, change: Partial<SweptTraining>): void;
  /** Another epoch of a training under way; one that is known already, as it was trained before, changes nothing. */
  add(key: string, result: EpochResult): void;
  finish(key: string, training: FinishedTraining): void;
  fail(key: string, failure: Failure): void;
  /** What was trained elsewhere, as far as it came. */
  bringIn(line: TrainingLine): void;
  /** As if it had never begun. */
  reset(key: string): void;
  all(): SweptTraining[];
}

export const isOver = ({ status }: SweptTraining): boolean => status === 'finished' || status === 'failed';

/** Whether it has come as far as a rung, or will come no further. */
export const hasReached = (training: SweptTraining, rung: number): boolean =>
  isOver(training) || (training.epochs.at(-1)?.epoch ?? 0) >= rung;

/** The lowest validation loss up to an epoch; infinity for one that came to nothing before it. */
export function scoreUpTo({ status, epochs }: SweptTraining, epoch: number): number {
  if (status === 'failed' && (epochs.at(-1)?.epoch ?? 0) < epoch) return Number.POSITIVE_INFINITY;
  let lowest = Number.POSITIVE_INFINITY;
  for (const each of epochs) if (each.epoch <= epoch) lowest = Math.min(lowest, each.validation.loss);
  return lowest;
}

const compact = ({ epoch, train, validation }: EpochResult): SweptEpoch => ({ epoch, train, validation });

/** The epochs with a lower validation loss than all before them, and the last. */
function lowsAndLast(results: readonly EpochResult[]): SweptEpoch[] {
  let lowest = Number.POSITIVE_INFINITY;
  return results.flatMap((result, index) => {
    const isLow = result.validation.loss < lowest;
    if (isLow) lowest = result.validation.loss;
    return isLow || index === results.length - 1 ? [compact(result)] : [];
  });
}

const unknown = ({ key, seed }: PlannedTraining): SweptTraining => ({
  ...{ key, seed, status: 'idle' as TrainingStatus, epochs: [] },
  ...{ fingerprint: null, failure: null, isBroughtIn: false },
});

export function createSweepRecords(): SweepRecords {
  let planned = new Map<string, PlannedTraining>();
  let known = new Map<string, SweptTraining>();

  function set(key: string, change: Partial<SweptTraining>) {
    const before = known.get(key);
    if (before) known.set(key, { ...before, ...change });
  }

  // Nothing else is asked of a training that is over.
  const finish = (key: string, { results, fingerprint, isBroughtIn = false }: FinishedTraining) =>
    set(key, { status: 'finished', epochs: lowsAndLast(results), fingerprint, isBroughtIn, failure: null });

  return {
    get: (key) => known.get(key)!,
    replace(points) {
      const next = new Map(points.flatMap(({ trainings }) => trainings.map((training) => [training.key, training])));
      const added = [...next.values()].filter(({ key }) => !known.has(key));
      known = new Map(
        [...next.values()].map((training) => [training.key, known.get(training.key) ?? unknown(training)]),
      );
      planned = next;
      return added;
    },
    set,
    add(key, result) {
      const epochs = known.get(key)?.epochs ?? [];
      if (result.epoch > (epochs.at(-1)?.epoch ?? 0)) set(key, { epochs: [...epochs, compact(result)] });
    },
    finish,
    fail: (key, failure) => set(key, { status: 'failed', failure }),
    bringIn(line) {
      const finished = broughtIn(line);
      if (finished) return finish(line.key, finished);
      const { failure = null, results, fingerprint } = line;
      const status = failure ? 'failed' : 'paused';
      set(line.key, { status, epochs: results.map(compact), fingerprint, failure, isBroughtIn: true });
    },
    reset(key) {
      const training = planned.get(key);
      if (training) known.set(key, unknown(training));
    },
    all: () => [...known.values()],
  };
}
