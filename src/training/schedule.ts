// How the learning rate goes over a training's steps.

import { cosineOfPi, exponential, naturalLogarithm } from '../experiment/arithmetic';
import type { Schedule as ScheduleName, SharedSettings } from '../experiment/experiment';

export interface Schedule {
  /** The rate of each step, counted from 0 over all epochs; or of all steps. */
  learningRate: number | ((step: number) => number);
  /** An epoch is over: the next rate may depend on how it went. */
  epochEnded(validationLoss: number): void;
}

/** Tenfold less at half of the training, and again at three quarters (He et al. 2016). */
const stepAt = [0.5, 0.75];
const stepFactor = 0.1;
/** What an exponential schedule ends at. */
const exponentialEnd = 0.01;
/** Smith and Topin 2018, with the numbers of PyTorch's OneCycleLR: from 1/25 up to the rate in 0.3 of the steps. */
const oneCycle = { rise: 0.3, start: 1 / 25, end: 1 / 25 / 1e4 };
/** Half the rate after three epochs in a row without a new lowest validation loss. */
const plateau = { factor: 0.5, patience: 3 };

/** The share of the rate at a point of the training, 0 at its beginning and 1 at its end. */
const shapes: Record<Exclude<ScheduleName, 'constant' | 'plateau'>, (at: number) => number> = {
  step: (at) => stepAt.reduce((share, point) => (at >= point ? share * stepFactor : share), 1),
  exponential: (at) => exponential(at * naturalLogarithm(exponentialEnd)),
  cosine: (at) => (1 + cosineOfPi(at)) / 2,
  oneCycle: (at) =>
    at < oneCycle.rise
      ? between(1, oneCycle.start, (1 + cosineOfPi(at / oneCycle.rise)) / 2)
      : between(oneCycle.end, 1, (1 + cosineOfPi((at - oneCycle.rise) / (1 - oneCycle.rise))) / 2),
};

const between = (from: number, to: number, share: number) => from + (to - from) * share;

type Settings = Pick<SharedSettings, 'schedule' | 'warmUp' | 'learningRate' | 'epochs'>;

/** @param stepsPerEpoch batches of the training texts */
export function createSchedule({ schedule, warmUp, learningRate, epochs }: Settings, stepsPerEpoch: number): Schedule {
  const warmSteps = schedule === 'oneCycle' ? 0 : warmUp * stepsPerEpoch;
  if (schedule === 'constant' && warmSteps === 0) return { learningRate, epochEnded() {} };
  const steps = epochs * stepsPerEpoch;
  let reduced = 1;
  let lowest = Number.POSITIVE_INFINITY;
  let waited = 0;
  const shapeAt = (step: number): number => {
    if (schedule === 'constant') return 1;
    return schedule === 'plateau' ? reduced : shapes[schedule](step / steps);
  };
  return {
    learningRate: (step) => learningRate * shapeAt(step) * (step < warmSteps ? (step + 1) / warmSteps : 1),
    epochEnded(validationLoss) {
      waited = validationLoss < lowest ? 0 : waited + 1;
      lowest = Math.min(lowest, validationLoss);
      if (waited < plateau.patience) return;
      reduced *= plateau.factor;
      waited = 0;
    },
  };
}
