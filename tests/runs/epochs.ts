// Epoch results and run states with the numbers a test is about, and nothing else of note.

import type { RunId } from '../../src/experiment/experiment';
import { trainingId } from '../../src/experiment/seeds';
import { type RunState, type Training, untrained } from '../../src/runs/store';
import type { EpochResult } from '../../src/training/protocol';
import { noPenalty, weightsLike } from '../training/reports';

interface Numbers {
  train?: number;
  validation?: number;
  trainAccuracy?: number;
  validationAccuracy?: number;
  penalty?: number;
  nearZero?: number;
}

export function epochResult(epoch: number, numbers: Numbers): EpochResult {
  const { train = 0.5, validation = 0.6, trainAccuracy = 0.7, validationAccuracy = 0.6 } = numbers;
  const { penalty = 0, nearZero = 0 } = numbers;
  return {
    epoch,
    train: { loss: train, accuracy: trainAccuracy },
    validation: { loss: validation, accuracy: validationAccuracy },
    penalty: { ...noPenalty, kernel: penalty, total: penalty },
    gradientNorm: 1,
    weights: weightsLike({ nearZeroShare: nearZero }),
    tokensPerSecond: 1000,
    elapsedMs: epoch * 10,
  };
}

/** One result an epoch, with these validation losses. */
export const withValidation = (...losses: number[]) =>
  losses.map((validation, index) => epochResult(index + 1, { validation }));

export const trainingState = (
  run: RunId,
  results: readonly EpochResult[],
  { seed = 7, ...more }: Partial<Omit<Training, 'id' | 'run'>> = {},
): Training => ({
  ...untrained,
  id: trainingId(run, seed),
  run,
  seed,
  key: 'key',
  status: 'finished',
  results,
  ...more,
});

/** A run of one training. */
export const runState = (
  id: RunId,
  results: readonly EpochResult[],
  {
    ghost = null,
    beyond = null,
    ...more
  }: Partial<Omit<Training, 'id' | 'run'> & Pick<RunState, 'ghost' | 'beyond'>> = {},
): RunState => ({ id, trainings: [trainingState(id, results, more)], ghost, beyond });
