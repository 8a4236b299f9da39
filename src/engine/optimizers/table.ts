// All optimizers by name, and the steps of one of them.

import type { Optimizer as OptimizerName } from '../../experiment/experiment';
import type { OptimizerStep } from '../ops/update';
import { adagrad } from './adagrad';
import { adam, adamw } from './adam';
import { nadam } from './nadam';
import type { LearningRate, Optimizer } from './optimizer';
import { rmsprop } from './rmsprop';
import { nesterov, sgd } from './sgd';

const optimizers = { sgd, nesterov, rmsprop, adagrad, adam, adamw, nadam } as const satisfies Record<
  OptimizerName,
  Optimizer<never>
>;

type SettingsOf<Each> = Each extends Optimizer<infer Settings> ? Settings : never;

/** An optimizer's name with the settings that it alone has. */
export type OptimizerSettings = {
  [Name in OptimizerName]: { name: Name; learningRate: LearningRate } & SettingsOf<(typeof optimizers)[Name]>;
}[OptimizerName];

/** What each tensor that an optimizer keeps beside a weight is filled with at first. */
export const slotStartsOf = ({ name }: OptimizerSettings): readonly number[] => optimizers[name].slotStarts;

/** Gives the constants of the first step, the second, …; those after `taken` steps. */
export function optimizerSteps(settings: OptimizerSettings, taken = 0): () => OptimizerStep {
  const { learningRate } = settings;
  // Each row takes its own settings; their names go together in OptimizerSettings.
  const { steps } = optimizers[settings.name] as Optimizer<OptimizerSettings>;
  const next = steps(settings, taken);
  let step = taken;
  return () => next(typeof learningRate === 'number' ? learningRate : learningRate(step++));
}
