// What is known of every run and its trainings: plain data for the panels to draw. Knows no React and no worker.

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunId } from '../experiment/experiment';
import type { TrainingId } from '../experiment/seeds';
import type { BackendReport, DataReport, Ending, EpochResult, Failure, Mistakes } from '../training/protocol';

export type TrainingStatus =
  /** Not started, or reset. */
  | 'idle'
  /** Started, but all workers are busy. */
  | 'waiting'
  /** Its worker loads text and backend. */
  | 'starting'
  | 'training'
  | 'paused'
  | 'finished'
  /** Stopped by the user before its last epoch. */
  | 'stopped'
  | 'failed';

/** What is known of a training, whichever run's it is. */
export interface TrainingState {
  status: TrainingStatus;
  results: readonly EpochResult[];
  fingerprint: string | null;
  backend: BackendReport | null;
  data: DataReport | null;
  /** Texts wrong with the weights that were kept; null before the training is finished. */
  mistakes: Mistakes | null;
  /** Null before the training is finished. */
  ending: Ending | null;
  failure: Failure | null;
  /** Whether it was trained elsewhere, and brought in from a file. */
  isBroughtIn: boolean;
}

/** A run's training with one of its seeds. */
export interface Training extends TrainingState {
  id: TrainingId;
  run: RunId;
  seed: number;
  /** trainingKey of the settings that these results belong to. */
  key: string;
}

export interface RunState {
  id: RunId;
  /** One for each of its seeds, in their order. */
  trainings: readonly Training[];
  /** The last finished curves under other settings, one a training, drawn faintly until the next change. */
  ghost: readonly (readonly EpochResult[])[] | null;
  /** The epoch up to which its curve is that of the run that it was forked from; absent where it is no fork. */
  forkEpoch?: number;
  /**
   * Where it is asked for and early stopping ended some of the trainings: each one's curve as it is without stopping,
   * as far as that is known.
   */
  beyond: readonly (readonly EpochResult[])[] | null;
}

export interface RunsState {
  /** In the order of the experiment's runs. */
  runs: readonly RunState[];
}

export type RunStore = StoreApi<RunsState>;

/** A training that nothing is known of. */
export const untrained: TrainingState = {
  status: 'idle',
  results: [],
  fingerprint: null,
  backend: null,
  data: null,
  mistakes: null,
  ending: null,
  failure: null,
  isBroughtIn: false,
};

/** Those of all runs, run after run. */
export const trainingsOf = (runs: readonly RunState[]): Training[] => runs.flatMap(({ trainings }) => trainings);

export const createRunStore = (): RunStore => createStore<RunsState>(() => ({ runs: [] }));
