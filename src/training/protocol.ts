// The messages between the page and a training worker. Types only.

import type { PenaltyReport } from '../engine/penalty';
import type { WeightReports } from '../engine/weight-report';
import type { Backend, RunSettings, SharedSettings } from '../experiment/experiment';
import type { DataReport } from '../text/dataset';
import type { Alive } from '../workers/alive';

export type { DataReport };

export interface Evaluation {
  /** Mean cross-entropy in nats, dropout off, without penalty. */
  loss: number;
  /** Share of texts whose label has the largest logit. */
  accuracy: number;
}

/** What a network makes of the test texts, through the same evaluation as validation. */
export interface TestEvaluation extends Evaluation {
  /** Epochs behind its weights. */
  epoch: number;
  texts: number;
  /** Counts of texts, `[true label][predicted label]`, in the order of the dataset's labels. */
  confusion: readonly (readonly number[])[];
}

/** The texts a training gets wrong with the weights that it kept, as positions in each part of the dataset. */
export interface Mistakes {
  training: Uint32Array;
  validation: Uint32Array;
}

export interface EpochResult {
  /** 1 for the first. */
  epoch: number;
  train: Evaluation;
  validation: Evaluation;
  /** The penalty at the end of the epoch, on the training texts, dropout off: by what is penalized and in total. */
  penalty: PenaltyReport;
  /** Mean over the epoch's steps of the norm of the gradient of loss + penalty over all weights, before clipping. */
  gradientNorm: number;
  weights: WeightReports;
  /** Real tokens trained on per second of training time, padding not counted; 0 where the clock is too coarse to tell. */
  tokensPerSecond: number;
  /** Since the training's first step, pauses left out. */
  elapsedMs: number;
  /** On the last one of a training that is finished with it. */
  isLast?: true;
}

/** How a training that is finished came to its end. */
export interface Ending {
  /** The epoch whose weights were kept: the last, or the best where early stopping restores it. */
  weightsEpoch: number;
  /** Where early stopping ended it before all epochs: the epoch of the last gain. Else null. */
  lastGain: number | null;
}

export interface BackendReport {
  backend: Backend;
  /** What computes, as the browser names it; absent for wasm and cpu. */
  adapter?: string;
  /** Why another backend than the one asked for runs; absent when it is the one asked for. */
  insteadOf?: { backend: Backend; reason: string };
  /** The backend that was lost after this many epochs, whose place this one took; 0 epochs: before the first was over. */
  lost?: { backend: Backend; reason: string; lastEpoch: number };
}

/** How fast a backend trains, or why nothing is known of that. */
export type CalibrationAnswer =
  /** Real tokens a second in training steps of the run, alone on the machine. */
  | { type: 'calibrated'; backend: Backend; tokensPerSecond: number; adapter?: string }
  /** It did not start, or cannot train this run. */
  | { type: 'unavailable'; backend: Backend; reason: string }
  /** There was nothing to measure it with: the texts could not be prepared. */
  | { type: 'unmeasured'; backend: Backend; reason: string };

/** Why a training cannot go on. The page has a sentence for each. */
export type Failure =
  | { kind: 'diverged'; epoch: number; loss: number }
  | { kind: 'backend'; detail: string }
  | { kind: 'data'; detail: string }
  | { kind: 'error'; detail: string }
  | { kind: 'died' }
  | { kind: 'unresponsive' };

/** A ticket names one training; a changed setting, the seed too, takes a new ticket. */
export type Ticket = number;

/** Asks how fast a backend trains a run. Answered once; the worker should have nothing else to do. */
export interface CalibrationRequest {
  type: 'calibrate';
  backend: Backend;
  shared: SharedSettings;
  run: RunSettings;
}

export type ToWorker = ToTraining | CalibrationRequest;

export type ToTraining =
  /**
   * Prepares a run's training with the seed of `shared`; its worker may hold several. One with `testAt` ends after this
   * epoch, and is then evaluated on the test texts.
   */
  | { type: 'open'; ticket: Ticket; shared: SharedSettings; run: RunSettings; testAt?: number }
  /** Trains up to this epoch (Infinity: to the end, wherever that is), or until paused or closed. */
  | { type: 'advance'; ticket: Ticket; untilEpoch: number }
  | { type: 'pause'; ticket: Ticket }
  /** Stops and forgets a training. */
  | { type: 'close'; ticket: Ticket };

export type FromWorker = FromTraining | CalibrationAnswer | Alive;

export type FromTraining =
  | { type: 'opened'; ticket: Ticket; backend: BackendReport; data: DataReport }
  /** Its backend was lost, and training goes on after the last finished epoch on another. */
  | { type: 'moved'; ticket: Ticket; backend: BackendReport }
  | { type: 'epoch'; ticket: Ticket; result: EpochResult; fingerprint: string }
  /** Paused, or as far as it was asked to go, with epochs left. */
  | { type: 'idle'; ticket: Ticket }
  /** Follows the last epoch by itself, whether or not the training was paused meanwhile. */
  | { type: 'finished'; ticket: Ticket; fingerprint: string; mistakes: Mistakes; ending: Ending; test?: TestEvaluation }
  | { type: 'failed'; ticket: Ticket; failure: Failure }
  | { type: 'closed'; ticket: Ticket };
