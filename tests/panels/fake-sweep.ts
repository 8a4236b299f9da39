// A sweep without workers, for looking at its view: plausible trainings from formulas, as far as is asked for.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { rungsOf, stagesOf } from '../../src/experiment/halving';
import { type PlannedPoint, planOfSweep } from '../../src/experiment/plan';
import { stream } from '../../src/experiment/random';
import { sweepField } from '../../src/experiment/sweep';
import type { ExperimentState } from '../../src/runs/session';
import { bestEpoch } from '../../src/runs/summary';
import type { SweepActivity, SweepControl, SweepState, SweptPoint, SweptTraining } from '../../src/runs/sweep-state';

/** Where a value lies on its slider, 0 to 1. */
function shareOf(setting: Parameters<typeof sweepField>[0], value: number): number {
  const { scale, max, smallest } = sweepField(setting);
  if (scale !== 'log') return value / max;
  return value <= 0 ? 0 : Math.max(0, Math.log(value / smallest) / Math.log(max / smallest));
}

/** Best somewhat left of the middle of each setting; worse and worse towards its ends; the very strongest diverge. */
function fakeTraining(shares: readonly number[], epochs: number, key: string, seed: number): SweptTraining {
  const luck = (index: number) => stream(seed, 'fake sweep', key).uniform(index) - 0.5;
  const off = shares.reduce((sum, share) => sum + (share - 0.45) ** 2, 0);
  const base = 0.42 + 0.7 * off + 0.035 * luck(0) + 0.015 * (stream(seed, 'fake').uniform(0) - 0.5);
  const held = shares[0] ?? 0;
  const trained = {
    key,
    seed,
    status: 'finished' as const,
    fingerprint: null,
    failure: null,
    isBroughtIn: false,
    epochs: Array.from({ length: epochs }, (_, i) => {
      const learned = 1 - Math.exp(-(i + 1) / (epochs / 6));
      const loss = 0.69 + (base - 0.69) * learned + Math.max(0, i / epochs - 0.5) * 0.3 * (1 - held);
      const train = 0.69 + (0.02 + 0.5 * held ** 2 - 0.69) * learned;
      return {
        epoch: i + 1,
        train: { loss: train, accuracy: Math.min(1, 1.1 - train / 2) },
        validation: { loss, accuracy: Math.max(0.5, 1.02 - loss * 0.75 + 0.01 * luck(i + 1)) },
      };
    }),
  };
  if (held < 0.97) return trained;
  return { ...trained, status: 'failed', epochs: [], failure: { kind: 'diverged', epoch: 1, loss: Number.NaN } };
}

export interface FakeSweepOptions {
  /** Share of the trainings that are done at the start. */
  done?: number;
  activity?: SweepActivity;
  /** Whether the first points come from a file. */
  broughtIn?: boolean;
}

export function createFakeSweep(
  experiment: StoreApi<ExperimentState>,
  { done = 0, activity = 'idle', broughtIn = false }: FakeSweepOptions = {},
): SweepControl {
  let share = done;
  let timer: ReturnType<typeof setInterval> | undefined;

  function stateOf(now: SweepActivity): SweepState {
    const { shared, sweep } = experiment.getState().experiment;
    const plan = planOfSweep(experiment.getState().experiment);
    const rungs = rungsOf(shared.epochs, plan.length, sweep?.halving ?? 0);
    const all = plan.map((point) => trainedPoint(point, shared.epochs));
    const scoreAt = (point: number, rung: number) =>
      all[point]!.reduce((sum, { epochs, failure }) => {
        const best = bestEpoch(epochs.slice(0, rungs[rung]!));
        return sum + (failure || !best ? Number.POSITIVE_INFINITY : best.validation.loss);
      }, 0);
    const stages = stagesOf(plan.length, rungs, sweep?.halving ?? 0, scoreAt);
    const reached = plan.map((_, index) => stages.filter(({ points }) => points.includes(index)).at(-1)!.rung);
    const trainings = plan.length * shared.seeds;
    const ready = Math.round(share * trainings);
    let count = 0;
    const points = plan.map((point, index): SweptPoint => {
      const rung = reached[index]!;
      const isOut = share >= 1 && rung + 1 < rungs.length;
      return {
        index,
        values: point.values,
        rung,
        isOut,
        trainings: all[index]!.map((training): SweptTraining => {
          count++;
          const fresh = { ...training, epochs: [], failure: null, status: 'idle' as const };
          if (count > ready) return count === ready + 1 && now === 'active' ? { ...fresh, status: 'training' } : fresh;
          if (isOut) return { ...training, status: 'paused', epochs: training.epochs.slice(0, rungs[rung]!) };
          return { ...training, isBroughtIn: broughtIn && index < 2 };
        }),
      };
    });
    return {
      sweep: sweep ?? null,
      points,
      rungs,
      activity: now,
      progress: {
        done: ready,
        of: trainings,
        share,
        leftMs: now === 'active' && share > 0 ? (1 - share) * trainings * 700 : null,
      },
    };
  }

  function trainedPoint({ values, trainings }: PlannedPoint, epochs: number): SweptTraining[] {
    const axes = experiment.getState().experiment.sweep!.axes;
    const shares = axes.map(({ setting }, axis) => shareOf(setting, values[axis]!));
    return trainings.map(({ key, seed }) => fakeTraining(shares, epochs, key, seed));
  }

  const store = createStore<SweepState>(() => stateOf(activity));
  const show = (now: SweepActivity) => store.setState(stateOf(now));
  const tick = () => {
    share = Math.min(1, share + 0.02);
    if (share >= 1) clearInterval(timer);
    show(share >= 1 ? 'finished' : 'active');
  };
  const keysOf = ({ experiment: now }: ExperimentState) =>
    planOfSweep(now).map(({ trainings }) => trainings.map(({ key }) => key).join());
  experiment.subscribe((state, before) => {
    if (String(keysOf(state)) === String(keysOf(before))) return;
    clearInterval(timer);
    share = 0;
    show('idle');
  });
  return {
    sweep: store,
    trainSweep() {
      clearInterval(timer);
      timer = setInterval(tick, 200);
      show('active');
    },
    pauseSweep() {
      clearInterval(timer);
      show('paused');
    },
    forgetSweep() {
      clearInterval(timer);
      share = 0;
      show('idle');
    },
  };
}
