// The shape that every optimizer has: settings in, the update op's constants out, a step at a time.

import type { OptimizerStep } from '../ops/update';

/** A rate for all steps, or for each, counted from 0. */
export type LearningRate = number | ((step: number) => number);

export interface Optimizer<Settings> {
  /** What each slot of a weight is filled with at first: as many as the kind of its steps has. */
  slotStarts: readonly number[];
  /**
   * Gives the constants of one step after another.
   * @param taken steps that were taken before the first
   */
  steps(settings: Settings, taken: number): (learningRate: number) => OptimizerStep;
}
