// A session on fake workers and a fake address, for the tests of its behaviour.

import { afterEach, beforeEach, vi } from 'vitest';
import type { Experiment, RunSettings } from '../../src/experiment/experiment';
import { type OpenedLink, printLink } from '../../src/experiment/link';
import { defaultRun } from '../../src/experiment/run-fields';
import { defaultShared } from '../../src/experiment/shared-fields';
import { createCalibration } from '../../src/runs/calibration';
import type { KeptResults } from '../../src/runs/kept-results';
import { createSession, type Session } from '../../src/runs/session';
import { trainingsOf } from '../../src/runs/store';
import { createWorkshop, type FakeSpeeds, fakeResult } from './fake-worker';

export const epochs = 5;
/** The version of the engine that the session is of. */
export const engine = '0123456789abcdef';
/** Long enough for six fake runs to finish one after another. */
export const longMs = 2000;
export const shared = { ...defaultShared, epochs };
export const run = (change: Partial<RunSettings>): RunSettings => ({ ...defaultRun, ...change });
export const experimentOf = (...runs: RunSettings[]): Experiment => ({ shared, runs });
const opened = (experiment: Experiment): OpenedLink => ({ experiment, problems: [], hasExperiment: true });
export const pair = experimentOf(run({ units: 1 }), run({ units: 2 }));

/** Edits for `session.edit`. */
export const setRun = (index: number, change: Partial<RunSettings>) => (experiment: Experiment) => ({
  ...experiment,
  runs: experiment.runs.map((settings, at) => (at === index ? { ...settings, ...change } : settings)),
});
export const setShared = (change: Partial<Experiment['shared']>) => (experiment: Experiment) => ({
  ...experiment,
  shared: { ...experiment.shared, ...change },
});
export const removeRun = (index: number) => (experiment: Experiment) => ({
  ...experiment,
  runs: experiment.runs.filter((_, at) => at !== index),
});
export const addRun = (settings: RunSettings) => (experiment: Experiment) => ({
  ...experiment,
  runs: [...experiment.runs, settings],
});

export let workshop: ReturnType<typeof createWorkshop>;
/** Where backends are measured; their speeds are those of `speeds`. */
export let laboratory: ReturnType<typeof createWorkshop>;
export let speeds: FakeSpeeds;
export let session: Session;
export let entries: string[];
export let replacements: number;
export let pop: (hash: string) => void;

export function setUp(initial: Experiment | OpenedLink = pair, cores = 8, kept: KeptResults | null = null) {
  workshop = createWorkshop();
  speeds = {};
  laboratory = createWorkshop({ speeds });
  const link = 'problems' in initial ? initial : opened(initial);
  entries = [link.hasExperiment ? printLink(link.experiment) : ''];
  replacements = 0;
  session = createSession({
    initial: link,
    spawn: workshop.spawn,
    watchLock: workshop.watchLock,
    cores,
    engine,
    kept,
    calibration: createCalibration({
      spawn: laboratory.spawn,
      watchLock: laboratory.watchLock,
      storage: () => {
        throw new Error('no storage');
      },
    }),
    address: {
      replace: (hash) => {
        replacements++;
        entries[entries.length - 1] = hash;
      },
      push: (hash) => void entries.push(hash),
      onPop: (callback) => {
        pop = callback;
        return () => {
          pop = () => {};
        };
      },
    },
  });
}

export const runs = () => session.runs.getState().runs;
export const runAt = (index: number) => runs()[index]!;
/** The training of a run that has one. */
export const trainingAt = (index: number) => runAt(index).trainings[0]!;
export const statuses = () => trainingsOf(runs()).map(({ status }) => status);
export const counts = () => trainingsOf(runs()).map(({ results }) => results.length);
export const ghosts = () => runs().map(({ ghost }) => ghost?.[0]?.length ?? 0);
export const present = () => session.experiment.getState().experiment;
export const pass = (ms: number) => vi.advanceTimersByTime(ms);
export const openedUnits = () => workshop.posted('open').map(({ run: settings }) => settings.units);
export const trainToEnd = () => {
  session.train();
  pass(longMs);
};
/** The whole curve that these settings train to. */
export const curve = (settings: RunSettings, settingsOfAll = shared) =>
  Array.from({ length: settingsOfAll.epochs }, (_, index) => fakeResult(index + 1, settingsOfAll, settings));

/** Runs every test of a file on fake time, and ends its session. */
export function stageSessions() {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    session.dispose();
    vi.useRealTimers();
  });
}
