// Trains the experiment's sweep: what halving leaves to train next is read off what is known, so that it goes on from
// anything: a pause, a reload, a file. A few trainings at a time have a ticket in the pool, behind those of the runs.

import { createStore } from 'zustand/vanilla';
import type { Backend, Experiment, SharedSettings, Sweep } from '../experiment/experiment';
import { rungsOf, type Stage, stagesOf } from '../experiment/halving';
import { type PlannedPoint, type PlannedTraining, planOfSweep } from '../experiment/plan';
import { sweptRun } from '../experiment/sweep';
import type { BackendReport, DataReport, EpochResult, Ticket } from '../training/protocol';
import type { Pool, PoolEvent, PoolOptions } from './pool';
import type { FinishedTraining } from './result-cache';
import type { TrainingLine } from './result-lines';
import { progressOf } from './sweep-progress';
import { createSweepRecords, hasReached, isOver, scoreUpTo } from './sweep-records';
import type { SweepControl, SweepState, SweptPoint } from './sweep-state';
import { createThrottle } from './throttle';

export interface SweepRunner extends SweepControl {
  /** Makes this the experiment whose sweep it is. */
  show(experiment: Experiment): void;
  /** While the text is not here, nothing starts. */
  hold(missing: boolean): void;
  /** What was trained elsewhere is taken where less is known, as far as it came. */
  bringIn(lines: readonly TrainingLine[]): void;
  /** The keys of all its trainings. */
  keys(): string[];
  isActive(): boolean;
  /** How many trainings it wants workers for. */
  demand(): number;
  dispose(): void;
}

export interface SweepRunnerOptions {
  createPool: (onEvent: PoolOptions['onEvent']) => Pool;
  /** How many workers train at once. */
  width: () => number;
  /** What to open a training with that leaves its backend to the page. */
  chooseBackend: () => Backend | 'auto';
  onBackend: (report: BackendReport) => void;
  /** What of these is finished, on this page. */
  known: (keys: readonly string[]) => ReadonlyMap<string, FinishedTraining>;
  /** Asks what is kept of others; `tell` may be called more than once. Returns whether there is anything to ask. */
  recall: (keys: readonly string[], tell: (found: ReadonlyMap<string, FinishedTraining>) => void) => boolean;
  /** Keeps a finished training for whoever asks for its key. */
  remember: (key: string, training: FinishedTraining) => void;
  forget: (keys: readonly string[]) => void;
  /** It begins or ends to train. */
  onActivity: () => void;
}

/** A training in the pool. */
interface Work {
  planned: PlannedTraining;
  ticket: Ticket;
  /** To where it was asked to train. */
  until: number;
  results: EpochResult[];
  backend: BackendReport | null;
  data: DataReport | null;
}

/** Least time between two states that are told. */
const publishEveryMs = 200;

const nothing: SweepState = {
  ...{ sweep: null, points: [], rungs: [], activity: 'idle' },
  progress: { done: 0, of: 0, share: 0, leftMs: null },
};

export function createSweepRunner(options: SweepRunnerOptions): SweepRunner {
  const { width, chooseBackend, onBackend, known, recall, remember, forget, onActivity } = options;
  const store = createStore<SweepState>(() => nothing);
  const publishing = createThrottle(publishEveryMs, 'trailing', publish);
  const records = createSweepRecords();
  const work = new Map<string, Work>();
  const pool = options.createPool(receive);
  let sweep: Sweep | null = null;
  let points: readonly PlannedPoint[] = [];
  let shown: Experiment | null = null;
  let rungs: readonly number[] = [];
  let stages: readonly Stage[] = [];
  let active = false;
  let held = false;
  /** Questions for what is kept. While one is open, nothing starts. */
  const questions = new Set<symbol>();
  const pace = { ms: 0, epochs: 0 };

  /** Points in all rungs, by what is known. */
  function decide() {
    stages = stagesOf(points.length, rungs, sweep?.halving ?? 0, (point, rung) => {
      const trainings = points[point]!.trainings.map(({ key }) => records.get(key));
      if (!trainings.every((training) => hasReached(training, rungs[rung]!))) return null;
      return trainings.reduce((sum, training) => sum + scoreUpTo(training, rungs[rung]!), 0) / trainings.length;
    });
  }

  /** What is left of the stage under way. */
  function* left(): Generator<PlannedTraining> {
    const { rung, points: here } = stages.at(-1) ?? { rung: 0, points: [] };
    for (const point of here) {
      for (const planned of points[point]!.trainings) {
        if (!hasReached(records.get(planned.key), rungs[rung]!)) yield planned;
      }
    }
  }

  const isFinished = () => points.length > 0 && left().next().done === true;

  /** Has as many trainings in the pool as there are workers, and one in waiting. */
  function pump() {
    if (!active || held || questions.size > 0) return;
    decide();
    if (isFinished()) return rest();
    const target = untilOf(stages.at(-1)!.rung);
    let room = width() + 1;
    for (const planned of left()) {
      if (room-- <= 0) break;
      const { key } = planned;
      if (!work.has(key) && takeKnown([key]) > 0) return pump();
      const under = work.get(key) ?? begin(planned);
      if (under.until === target) continue;
      under.until = target;
      pool.advance(under.ticket, target);
    }
    keepFew();
    publishing.request();
  }

  const untilOf = (rung: number) => (rung === rungs.length - 1 ? Number.POSITIVE_INFINITY : rungs[rung]!);

  function begin(planned: PlannedTraining): Work {
    const { key, shared, run } = planned;
    const wanted = shared.backend === 'auto' ? chooseBackend() : shared.backend;
    const ticket = pool.open({ ...shared, backend: wanted } satisfies SharedSettings, run);
    const begun: Work = { planned, ticket, until: 0, results: [], backend: null, data: null };
    work.set(key, begun);
    pool.setOrder([...work.values()].map((each) => each.ticket));
    return begun;
  }

  /** Those that wait at a rung keep their state in a worker's memory: a few may, the others train again if they go on. */
  function keepFew() {
    const waiting = [...work.values()].filter(({ planned: { key } }) => records.get(key)?.status === 'paused');
    for (const each of waiting.slice(0, Math.max(0, waiting.length - 2 * width()))) drop(each);
  }

  function drop({ planned: { key }, ticket }: Work) {
    pool.close(ticket);
    work.delete(key);
  }

  function receive(ticket: Ticket, event: PoolEvent) {
    const under = [...work.values()].find((each) => each.ticket === ticket);
    if (!under) return;
    const { key } = under.planned;
    switch (event.type) {
      case 'status':
        records.set(key, { status: event.status });
        if (event.status === 'paused') pump();
        break;
      case 'opened':
        onBackend(event.backend);
        Object.assign(under, { backend: event.backend, data: event.data });
        break;
      case 'moved':
        onBackend(event.backend);
        under.backend = event.backend;
        break;
      case 'epoch': {
        pace.ms += event.result.elapsedMs - (under.results.at(-1)?.elapsedMs ?? 0);
        pace.epochs++;
        under.results.push(event.result);
        records.add(key, event.result);
        break;
      }
      case 'finished': {
        const { fingerprint, mistakes, ending } = event;
        const { results, backend, data } = under;
        const finished = { results, fingerprint, mistakes, ending, backend, data };
        work.delete(key);
        records.finish(key, finished);
        remember(key, finished);
        pump();
        break;
      }
      case 'failed':
        work.delete(key);
        records.fail(key, event.failure);
        pump();
        break;
      default:
        event satisfies never;
    }
    publishing.request();
  }

  function rest() {
    active = false;
    for (const under of work.values()) {
      under.until = 0;
      pool.pause(under.ticket);
    }
    publishing.flush();
    onActivity();
  }

  function take(found: ReadonlyMap<string, FinishedTraining>) {
    for (const [key, training] of found) {
      // What began meanwhile comes to the same.
      if (records.get(key) && !work.has(key)) records.finish(key, training);
    }
  }

  /** Returns how many were known. */
  function takeKnown(keys: readonly string[]): number {
    const found = known(keys);
    take(found);
    return found.size;
  }

  function lookUp(keys: readonly string[]) {
    takeKnown(keys);
    const unknown = keys.filter((key) => !isOver(records.get(key)));
    const question = Symbol();
    questions.add(question);
    const asks = recall(unknown, (found) => {
      questions.delete(question);
      take(found);
      pump();
      publishing.flush();
    });
    if (!asks) questions.delete(question);
  }

  function publish() {
    decide();
    const before = store.getState();
    const next = points.map((point): SweptPoint => sweptPoint(point, before.points[point.index]));
    const isSame = next.length === before.points.length && next.every((point, i) => point === before.points[i]);
    store.setState({
      sweep,
      points: isSame ? before.points : next,
      rungs,
      activity: activityNow(),
      progress: progress(),
    });
  }

  /** The same object as before where nothing of it changed. */
  function sweptPoint({ index, values, trainings }: PlannedPoint, before: SweptPoint | undefined): SweptPoint {
    const now = trainings.map(({ key }) => records.get(key));
    const rung = stages.findLast((stage) => stage.points.includes(index))?.rung ?? 0;
    const isOut = rung < (stages.at(-1)?.rung ?? 0);
    const isSame =
      before?.rung === rung &&
      before.isOut === isOut &&
      before.values === values &&
      before.trainings.length === now.length &&
      before.trainings.every((training, i) => training === now[i]);
    return isSame ? before : { index, values, rung, isOut, trainings: now };
  }

  function activityNow(): SweepState['activity'] {
    if (active) return 'active';
    if (isFinished()) return 'finished';
    return records.all().some(({ epochs, status }) => epochs.length > 0 || status === 'failed') ? 'paused' : 'idle';
  }

  const progress = () =>
    progressOf({
      ...{ points, rungs, stages, halving: sweep?.halving ?? 0, trainings: records.all(), isFinished: isFinished() },
      msPerEpoch: active && pace.epochs > 0 ? pace.ms / pace.epochs : null,
      workers: width(),
    });

  return {
    sweep: store,
    show(experiment) {
      const isSame =
        shown?.sweep === experiment.sweep && shown?.shared === experiment.shared && isSameRun(shown, experiment);
      if (isSame) return;
      shown = experiment;
      sweep = experiment.sweep ?? null;
      points = planOfSweep(experiment);
      rungs = rungsOf(experiment.shared.epochs, points.length, sweep?.halving ?? 0);
      const added = records.replace(points);
      for (const under of [...work.values()]) if (!records.get(under.planned.key)) drop(under);
      if (active && points.length === 0) rest();
      lookUp(added.map(({ key }) => key));
      pump();
      publishing.flush();
    },
    hold(missing) {
      held = missing;
      pump();
    },
    bringIn(lines) {
      for (const line of lines) {
        const known = records.get(line.key);
        // What is under way here comes to the same.
        if (!known || work.has(line.key) || isOver(known) || (known.epochs.at(-1)?.epoch ?? 0) > line.results.length)
          continue;
        records.bringIn(line);
      }
      pump();
      publishing.request();
    },
    keys: () => points.flatMap(keysOf),
    isActive: () => active,
    demand: () => (active ? points.flatMap(keysOf).length : 0),
    trainSweep() {
      if (points.length === 0) return;
      // What failed for want of something, and not by its numbers, may come to something now.
      for (const { key, failure } of records.all()) if (failure && failure.kind !== 'diverged') records.reset(key);
      active = true;
      onActivity();
      pump();
      publishing.flush();
    },
    pauseSweep() {
      if (active) rest();
    },
    forgetSweep() {
      active = false;
      for (const under of [...work.values()]) drop(under);
      for (const { key } of records.all()) records.reset(key);
      forget(points.flatMap(keysOf));
      publishing.flush();
      onActivity();
    },
    dispose() {
      active = false;
      publishing.cancel();
      work.clear();
    },
  };
}

/** A plan goes by the settings of the run that is swept alone. */
const isSameRun = (one: Experiment, other: Experiment) => sweptRun(one) === sweptRun(other);

const keysOf = ({ trainings }: Pick<PlannedPoint, 'trainings'>): string[] => trainings.map(({ key }) => key);
