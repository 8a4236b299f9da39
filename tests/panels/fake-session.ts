// A session without workers for looking at the panels: plausible curves from formulas, any state on demand.

import { createStore } from 'zustand/vanilla';
import { type Experiment, type RunSettings, runIdsOf } from '../../src/experiment/experiment';
import { type History, push, redo, startHistory, undo } from '../../src/experiment/history';
import { trainingKey } from '../../src/experiment/keys';
import type { LinkProblem } from '../../src/experiment/link';
import { stream } from '../../src/experiment/random';
import { drawsOf, seedNumber, trainingId } from '../../src/experiment/seeds';
import type { CalibrationState } from '../../src/runs/calibration';
import type { ExperimentState, Session } from '../../src/runs/session';
import { createRunStore, type RunState, type Training, trainingsOf, untrained } from '../../src/runs/store';
import type { SweepControl } from '../../src/runs/sweep-state';
import type { DataReport, EpochResult } from '../../src/training/protocol';
import { noPenalty, weightsLike } from '../training/reports';
import { createFakeSweep, type FakeSweepOptions } from './fake-sweep';

/** How strongly a run is held back, 0 (not at all) to about 2. */
function strength(run: RunSettings): number {
  const penalty = run.kernelL1 * 120 + run.recurrentL1 * 120 + run.kernelL2 * 30 + run.recurrentL2 * 30;
  return Math.min(2, penalty + run.embeddingDropout * 0.8 + run.outputDropout * 0.5 + run.recurrentDropout * 0.5);
}

export function fakeResult(run: RunSettings, epoch: number, place: number): EpochResult {
  const held = strength(run);
  const noise = (stream(7, 'fake', place, run.units).uniform(epoch) - 0.5) * 0.05 * (1 + held);
  const delay = epoch - 1.5 - held * 4;
  const learned = 1 / (1 + Math.exp(-delay / (0.8 + held * 0.6)));
  const trainLoss = 0.69 * (1 - learned) + 0.004 + held * 0.02 * learned;
  const overfit = Math.log1p(Math.max(0, delay)) * (0.75 / (1 + held * 1.1));
  const validationLoss = Math.max(0.4, 0.69 - learned * 0.16 + overfit * 0.55 + noise * (1 + overfit));
  const penalty = (run.kernelL1 + run.recurrentL1) * 60 + (run.kernelL2 + run.recurrentL2) * 9;
  const report = { norm: 6 / (1 + held), nearZeroShare: Math.min(0.9, 0.01 + run.kernelL1 * 250) };
  return {
    epoch,
    train: { loss: trainLoss, accuracy: 0.5 + 0.5 * learned },
    validation: { loss: validationLoss, accuracy: 0.51 + 0.2 * learned + noise * 0.4 },
    penalty: { ...noPenalty, kernel: penalty / 2, recurrent: penalty / 2, total: penalty },
    gradientNorm: 1,
    weights: weightsLike({ ...report, spectralNorm: 1.9 / (1 + held) }),
    tokensPerSecond: 138_000 + place * 900,
    elapsedMs: epoch * 63,
  };
}

const data: DataReport = {
  corpus: 'reviews',
  labels: ['against', 'for'],
  trainingTexts: 600,
  trainingTextsAsked: 600,
  validationTexts: 367,
  trainingLabels: [301, 299],
  validationLabels: [184, 183],
  testTexts: 0,
  vocabularyRows: 2000,
  validationOutOfVocabulary: 0.11,
  cutTexts: 0.08,
};

export interface FakeOptions {
  experiment: Experiment;
  problems?: readonly LinkProblem[];
  /** Epochs that are there from the start. */
  epochs?: number;
  /** Changes to the state of a run, or of its trainings, by place. */
  states?: readonly Partial<Omit<Training, 'id' | 'run' | 'seed' | 'key'> & Pick<RunState, 'ghost' | 'beyond'>>[];
  epochMs?: number;
  /** What is known of the backends. */
  calibration?: CalibrationState;
  /** Results kept in this browser. */
  kept?: number;
  /** How far the experiment's sweep is. */
  sweep?: FakeSweepOptions;
}

export function createFakeSession({
  experiment,
  problems = [],
  epochs = 0,
  states = [],
  epochMs = 60,
  calibration = { measurements: {}, measuring: null },
  kept = 0,
  sweep = {},
}: FakeOptions): Session & SweepControl {
  let history: History<Experiment> = startHistory(experiment);
  let timer: ReturnType<typeof setInterval> | undefined;
  const store = createStore<ExperimentState>(() => ({
    experiment,
    problems,
    canUndo: false,
    canRedo: false,
    waitsForText: false,
  }));
  const runs = createRunStore();

  const fresh = (index: number, state: Partial<Training> = {}): RunState => {
    const { shared, runs: settings } = history.present;
    const id = runIdsOf(settings)[index]!;
    const trainings = drawsOf(shared).map((own) => {
      const seed = seedNumber(own);
      const key = trainingKey(own, settings[index]!);
      return { ...untrained, id: trainingId(id, seed), run: id, seed, key, ...state };
    });
    return { id, trainings, ghost: null, beyond: null };
  };
  const prepared = { backend: { backend: 'wasm' }, data } as const;
  const results = (index: number, count: number) =>
    Array.from({ length: count }, (_, i) => fakeResult(history.present.runs[index]!, i + 1, index));

  runs.setState({
    runs: experiment.runs.map((_, index): RunState => {
      const { ghost = null, beyond = null, ...state } = states[index] ?? {};
      const trained = epochs > 0 && { ...prepared, status: 'finished' as const, results: results(index, epochs) };
      return { ...fresh(index, { ...trained, ...state }), ghost, beyond };
    }),
  });

  const all = () => trainingsOf(runs.getState().runs);
  const each = (change: (training: Training, index: number) => Training) =>
    runs.setState((state) => ({
      runs: state.runs.map((run, index) => ({ ...run, trainings: run.trainings.map((own) => change(own, index)) })),
    }));
  const epochOf = (training: Training, index: number): Training => {
    if (training.status !== 'training') return training;
    const settings = history.present.runs[index]!;
    const next = [...training.results, fakeResult(settings, training.results.length + 1, index)];
    const isLast = next.length >= history.present.shared.epochs;
    return { ...training, results: next, status: isLast ? 'finished' : 'training' };
  };
  const tick = () => {
    each(epochOf);
    if (!all().some(({ status }) => status === 'training')) clearInterval(timer);
  };
  const resume = () => {
    clearInterval(timer);
    timer = setInterval(tick, epochMs);
  };
  const show = (next: History<Experiment>) => {
    history = next;
    store.setState({ experiment: next.present, canUndo: next.past.length > 0, canRedo: next.future.length > 0 });
    const old = runs.getState().runs;
    const wasTrained = all().some(({ status }) => status !== 'idle');
    const keysOf = (run: RunState | undefined) => run?.trainings.map(({ key }) => key).join();
    runs.setState({
      runs: next.present.runs.map((_, index) => {
        const same = old[index];
        if (same && keysOf(same) === keysOf(fresh(index))) return same;
        if (!wasTrained) return fresh(index);
        const hasFinished = same?.trainings.every(({ status }) => status === 'finished');
        const ghost = hasFinished ? same!.trainings.map((training) => training.results) : (same?.ghost ?? null);
        return { ...fresh(index, { ...prepared, status: 'training' }), ghost };
      }),
    });
    if (wasTrained) resume();
  };

  return {
    ...createFakeSweep(store, sweep),
    experiment: store,
    engine: null,
    bringIn() {},
    runs,
    calibration: createStore<CalibrationState>(() => calibration),
    kept: {
      count: async () => ({ ok: true, value: kept }),
      async forgetAll() {
        kept = 0;
        return { ok: true, value: undefined };
      },
      forgetTexts: async () => ({ ok: true, value: undefined }),
    },
    edit: (change, gesture) => show(push(history, change(history.present), gesture)),
    open: (change) => show(push(history, change(history.present))),
    undo: () => show(undo(history)),
    redo: () => show(redo(history)),
    dismissProblems: () => store.setState({ problems: [] }),
    train() {
      each((own) => (own.status === 'finished' ? own : { ...own, ...prepared, status: 'training' }));
      resume();
    },
    pause() {
      clearInterval(timer);
      each((own) => (own.status === 'training' ? { ...own, status: 'paused' } : own));
    },
    oneEpoch() {
      each((own, index) => {
        const next = epochOf({ ...own, ...prepared, status: 'training' }, index);
        return { ...next, status: next.status === 'finished' ? 'finished' : 'paused' };
      });
    },
    stop() {
      clearInterval(timer);
      each((own) => (own.status === 'training' || own.status === 'paused' ? { ...own, status: 'stopped' } : own));
    },
    reset() {
      clearInterval(timer);
      runs.setState((state) => ({ runs: state.runs.map((_, index) => fresh(index)) }));
    },
    holdForText: () => {},
    showBeyond: () => {},
    measureAgain: () => {},
    dispose: () => clearInterval(timer),
  };
}
