// What is known of every run: plain data for the panels to draw. Knows no React and no worker.

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunId } from '../experiment/experiment';
import type { BackendReport, DataReport, EpochResult, Failure, Mistakes } from '../training/protocol';

export type RunStatus =
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

export interface RunState {
  id: RunId;
  /** trainingKey of the settings that these results belong to. */
  key: string;
  status: RunStatus;
  results: readonly EpochResult[];
  /** The last finished curve under other settings, drawn faintly until the next change. */
  ghost: readonly EpochResult[] | null;
  fingerprint: string | null;
  backend: BackendReport | null;
  data: DataReport | null;
  /** Texts wrong after the last epoch; null before the run is finished. */
  mistakes: Mistakes | null;
  failure: Failure | null;
}

export interface RunsState {
  /** In the order of the experiment's runs. */
  runs: readonly RunState[];
}

export type RunStore = StoreApi<RunsState>;

export const emptyRun = (id: RunId, key: string): RunState => ({
  id,
  key,
  status: 'idle',
  results: [],
  ghost: null,
  fingerprint: null,
  backend: null,
  data: null,
  mistakes: null,
  failure: null,
});

export const createRunStore = (): RunStore => createStore<RunsState>(() => ({ runs: [] }));
