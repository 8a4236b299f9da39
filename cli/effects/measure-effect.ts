// Measures an effect over the seeds, and says whether it is there.

import { mean } from '../../src/runs/statistics';
import type { Effect } from './effect';
import type { Settings } from './settings';
import type { Trainer } from './trained';

export interface Plan {
  /** A seed deals texts, starting weights and batches anew. */
  seeds: readonly number[];
  /** What all effects share. */
  base: Settings;
}

const base: Settings = {
  ...{ corpus: 'reviews', trainingSize: 600, epochs: 15, batchSize: 32, learningRate: 3e-3 },
  ...{ units: 16, embeddingSize: 16 },
};

export const fullPlan: Plan = { seeds: [1, 2, 3], base };
/** Every effect once; its numbers say little. */
export const quickPlan: Plan = { seeds: [1], base: { ...base, epochs: 8 } };

/** An effect's measure under one of its settings, and losses after the last epoch: a number a seed. */
export interface Level {
  settings: Settings;
  values: number[];
  trainLosses: number[];
  validationLosses: number[];
}

export interface Measured {
  effect: Effect;
  off: Level;
  middling: Level | null;
  strong: Level;
  verdict: Verdict;
}

export async function measureEffect(effect: Effect, plan: Plan, train: Trainer): Promise<Measured> {
  const levelOf = async (settings: Settings): Promise<Level> => {
    const level: Level = { settings, values: [], trainLosses: [], validationLosses: [] };
    for (const seed of plan.seeds) {
      const trained = await train({ ...plan.base, ...effect.beside, ...settings, seed });
      level.values.push(await effect.measure.of(trained));
      level.trainLosses.push(trained.result.train.loss);
      level.validationLosses.push(trained.result.validation.loss);
    }
    return level;
  };
  const off = await levelOf(effect.off ?? {});
  const middling = effect.middling ? await levelOf(effect.middling) : null;
  const strong = await levelOf(effect.strong);
  return { effect, off, middling, strong, verdict: verdictOf(off.values, strong.values, effect.expected) };
}

export type Verdict = 'moved' | 'no: it stayed' | 'no: the wrong way' | 'no: within the spread';

/**
 * Moved is what lies beyond the spread of the seeds: the values that the seeds have with the strong setting all lie
 * on the expected side of all those that they have without it.
 */
export function verdictOf(off: readonly number[], strong: readonly number[], expected: Effect['expected']): Verdict {
  const sign = expected === 'up' ? 1 : -1;
  const [from, to] = [off, strong].map((values) => values.map((value) => sign * value)) as [number[], number[]];
  if (Math.min(...to) > Math.max(...from)) return 'moved';
  const difference = mean(to) - mean(from);
  if (difference === 0) return 'no: it stayed';
  return difference < 0 ? 'no: the wrong way' : 'no: within the spread';
}
