// The page's session: the experiment with its undo history, kept in step with the address and trained
// by the pool. Panels call it and draw its two stores. (Interface; see createSession.)

import type { StoreApi } from 'zustand/vanilla';
import type { Experiment } from '../experiment/experiment';
import type { LinkProblem } from '../experiment/link';
import type { RunStore } from './store';

export interface ExperimentState {
  experiment: Experiment;
  /** What the opened link held that was not understood or not allowed, until dismissed. */
  problems: readonly LinkProblem[];
  canUndo: boolean;
  canRedo: boolean;
}

export interface Session {
  experiment: StoreApi<ExperimentState>;
  runs: RunStore;
  /**
   * Replaces the experiment and retrains only the runs whose training key changed (when training was
   * under way or had been). Edits with the same `gesture` (one drag of one slider) undo as one.
   */
  edit(change: (experiment: Experiment) => Experiment, gesture?: string): void;
  undo(): void;
  redo(): void;
  dismissProblems(): void;
  /** Starts or resumes all runs, and pushes the address. */
  train(): void;
  pause(): void;
  /** One more epoch of every unfinished run, then pause. */
  oneEpoch(): void;
  /** Ends training where it is; a stopped run starts over. */
  stop(): void;
  /** Back to no results. */
  reset(): void;
  dispose(): void;
}
