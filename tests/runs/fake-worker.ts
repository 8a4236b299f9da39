// Stands in for the training worker: keeps the message contract on timers, and can be told to break it.

import type { Backend, RunSettings, SharedSettings } from '../../src/experiment/experiment';
import { trainingKey } from '../../src/experiment/keys';
import type { WorkerLike } from '../../src/runs/pool-worker';
import type {
  CalibrationAnswer,
  Ending,
  EpochResult,
  FromWorker,
  Mistakes,
  TestEvaluation,
  Ticket,
  ToWorker,
} from '../../src/training/protocol';
import type { WatchLock } from '../../src/workers/watch-lock';
import { noPenalty, weightsLike } from '../training/reports';

const epochMs = 10;
const openMs = 5;
/** How long a fake measurement takes, the start of its worker included. */
export const measureMs = 400;

interface HeldRun {
  shared: SharedSettings;
  run: RunSettings;
  epoch: number;
  untilEpoch: number;
  testAt: number | undefined;
  timer: ReturnType<typeof setTimeout> | undefined;
}

export interface FakeWorker extends WorkerLike {
  terminated: boolean;
  /** Takes messages but does nothing more, as one in an endless loop. */
  hang(): void;
  /** Ends without an event, as one killed by the browser. */
  die(): void;
  /** Sends a message of the test's making. */
  say(message: FromWorker): void;
  throwError(message: string): void;
}

/** Tokens a second that a calibration finds, or why it finds none; 1000 unless given. May be changed at any time. */
export type FakeSpeeds = Partial<Record<Backend, number | string | { unmeasured: string }>>;

function answerOf(backend: Backend, speed: number | string | { unmeasured: string }): CalibrationAnswer {
  if (typeof speed === 'number') return { type: 'calibrated', backend, tokensPerSecond: speed };
  if (typeof speed === 'string') return { type: 'unavailable', backend, reason: speed };
  return { type: 'unmeasured', backend, reason: speed.unmeasured };
}

/** All workers spawned by one test, with the locks that they hold. */
export function createWorkshop({ locks = true, speeds = {} }: { locks?: boolean; speeds?: FakeSpeeds } = {}) {
  const workers: FakeWorker[] = [];
  const received: ToWorker[] = [];
  const watchers = new Map<string, () => void>();
  const watchLock: WatchLock = (name, onReleased) => {
    watchers.set(name, onReleased);
    return () => watchers.delete(name);
  };
  const releaseLock = (name: string) => {
    setTimeout(() => {
      watchers.get(name)?.();
      watchers.delete(name);
    }, 1);
  };
  const spawn = () => {
    const lock = `worker ${workers.length}`;
    const worker = createFakeWorker(received, speeds, locks ? lock : undefined, () => releaseLock(lock));
    workers.push(worker);
    return worker;
  };
  return {
    workers,
    spawn,
    watchLock: locks ? watchLock : null,
    watchedLocks: () => [...watchers.keys()],
    living: () => workers.filter((worker) => !worker.terminated),
    /** Every message of a type that was sent to any worker, in the order of sending. */
    posted: <Type extends ToWorker['type']>(type: Type) =>
      received.filter((message): message is ToWorker & { type: Type } => message.type === type),
  };
}

function createFakeWorker(
  received: ToWorker[],
  speeds: FakeSpeeds,
  lock: string | undefined,
  onEnd: () => void,
): FakeWorker {
  const held = new Map<Ticket, HeldRun>();
  let hanging = false;

  const say = (message: FromWorker) => {
    if (!hanging) worker.onmessage?.({ data: message } as MessageEvent<FromWorker>);
  };
  const freeze = () => {
    hanging = true;
    for (const { timer } of held.values()) clearTimeout(timer);
  };
  const step = (ticket: Ticket, run: HeldRun) => {
    run.timer = setTimeout(() => {
      run.epoch++;
      const fingerprint = `${run.epoch}`;
      say({ type: 'epoch', ticket, result: fakeResult(run.epoch, run.shared, run.run), fingerprint });
      const { patience } = run.run;
      // Its first epoch is its only gain.
      const isStopped = patience > 0 && run.epoch === 1 + patience && run.epoch < run.shared.epochs;
      const mistakes = noMistakes;
      if (run.epoch === run.testAt) {
        const ending = wholeEnding(run.epoch);
        say({ type: 'finished', ticket, fingerprint, mistakes, ending, test: fakeTest(run.epoch) });
      } else if (isStopped || run.epoch === run.shared.epochs) {
        const ending = isStopped ? { weightsEpoch: run.epoch, lastGain: 1 } : wholeEnding(run.epoch);
        say({ type: 'finished', ticket, fingerprint: 'end', mistakes, ending });
      } else if (run.epoch === run.untilEpoch) say({ type: 'idle', ticket });
      else step(ticket, run);
    }, epochMs);
  };
  const obey = (message: ToWorker) => {
    if (message.type === 'calibrate') {
      const { backend } = message;
      setTimeout(() => say(answerOf(backend, speeds[backend] ?? 1000)), measureMs - 1);
      return;
    }
    const { ticket } = message;
    const run = held.get(ticket);
    if (message.type === 'open') {
      const { shared, run: settings, testAt } = message;
      const timer = setTimeout(() => say({ type: 'opened', ticket, backend: fakeBackend, data: fakeData }), openMs);
      held.set(ticket, { shared, run: settings, epoch: 0, untilEpoch: 0, testAt, timer });
    } else if (message.type === 'advance' && run) {
      run.untilEpoch = message.untilEpoch;
      step(ticket, run);
    } else if (message.type === 'pause' && run) {
      clearTimeout(run.timer);
      setTimeout(() => say({ type: 'idle', ticket }), 1);
    } else if (message.type === 'close') {
      clearTimeout(run?.timer);
      held.delete(ticket);
      setTimeout(() => say({ type: 'closed', ticket }), 1);
    }
  };
  const worker: FakeWorker = {
    terminated: false,
    onmessage: null,
    onerror: null,
    onmessageerror: null,
    postMessage(message) {
      received.push(message);
      if (!hanging) obey(message);
    },
    terminate() {
      worker.terminated = true;
      freeze();
      onEnd();
    },
    hang: freeze,
    die() {
      freeze();
      onEnd();
    },
    say,
    throwError: (message) => worker.onerror?.({ message } as ErrorEvent),
  };
  setTimeout(() => say({ type: 'alive', ...(lock !== undefined && { lock }) }), 1);
  return worker;
}

export const noMistakes: Mistakes = { training: new Uint32Array(), validation: new Uint32Array() };
/** Of a training that went through all its epochs. */
export const wholeEnding = (epochs: number): Ending => ({ weightsEpoch: epochs, lastGain: null });
const fakeBackend = { backend: 'cpu' } as const;
export const fakeData = {
  corpus: 'reviews',
  labels: ['negative', 'positive'],
  trainingTexts: 600,
  trainingTextsAsked: 600,
  validationTexts: 150,
  trainingLabels: [300, 300],
  validationLabels: [75, 75],
  testTexts: 0,
  vocabularyRows: 2000,
  validationOutOfVocabulary: 0.1,
  cutTexts: 0,
} as const;

/** Two labels with five texts each: four right of the first, three of the second. */
export const fakeTest = (epoch: number): TestEvaluation => ({
  epoch,
  texts: 10,
  loss: 0.5,
  accuracy: 0.7,
  confusion: [
    [4, 1],
    [2, 3],
  ],
});

/** The result of an epoch: its loss is different for every training key and epoch. */
export function fakeResult(epoch: number, shared: SharedSettings, run: RunSettings): EpochResult {
  const key = trainingKey(shared, run);
  let sum = 0;
  for (let i = 0; i < key.length; i++) sum = (sum * 31 + key.charCodeAt(i)) % 10_007;
  const evaluation = { loss: sum + 1 / epoch, accuracy: 0.5 };
  return {
    epoch,
    train: evaluation,
    validation: evaluation,
    penalty: noPenalty,
    gradientNorm: 1,
    weights: weightsLike({}),
    tokensPerSecond: 1,
    elapsedMs: epoch,
  };
}
