// What is known of the experiment's sweep and its trainings: plain data for the panels to draw.

import type { StoreApi } from 'zustand/vanilla';
import type { Sweep } from '../experiment/experiment';
import type { SweepPoint } from '../experiment/sweep';
import type { Evaluation, Failure } from '../training/protocol';
import type { TrainingStatus } from './store';

/** What a sweep keeps of an epoch; a thousand trainings of all that a run keeps would not fit. */
export interface SweptEpoch {
  /** 1 for the first. */
  epoch: number;
  train: Evaluation;
  validation: Evaluation;
}

/** One training of a point, with one of the seeds. */
export interface SweptTraining {
  key: string;
  seed: number;
  status: TrainingStatus;
  /** In their order; of a finished one those with a lower validation loss than all before, and the last. */
  epochs: readonly SweptEpoch[];
  fingerprint: string | null;
  failure: Failure | null;
  /** Whether it was trained elsewhere, and brought in from a file. */
  isBroughtIn: boolean;
}

export interface SweptPoint extends SweepPoint {
  /** The rung that it is in, or was left behind at; the last one where there is no halving. */
  rung: number;
  /** Whether halving left it behind. */
  isOut: boolean;
  /** One for each seed. */
  trainings: readonly SweptTraining[];
}

export type SweepActivity = 'idle' | 'active' | 'paused' | 'finished';

export interface SweepProgress {
  /** Trainings that have done all that halving leaves them to do, diverged ones included. */
  done: number;
  /** All that there will be. */
  of: number;
  /** Share of all epochs that there will be, 0 to 1. */
  share: number;
  /** Until the last is over, at the speed so far; null where nothing is known. */
  leftMs: number | null;
}

export interface SweepState {
  /** Null where the experiment has none. */
  sweep: Sweep | null;
  points: readonly SweptPoint[];
  /** The epochs at which halving decides, the last one included. */
  rungs: readonly number[];
  activity: SweepActivity;
  progress: SweepProgress;
}

/** What a session does with the sweep of its experiment. */
export interface SweepControl {
  sweep: StoreApi<SweepState>;
  /** Starts or resumes what is left to train. */
  trainSweep(): void;
  pauseSweep(): void;
  /** Back to no results. */
  forgetSweep(): void;
}
