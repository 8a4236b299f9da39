// What a training worker does with its messages, apart from being a worker: opened trainings wait as paused
// generators; advancing one pulls epochs out of it.

import { BackendLost } from '../engine/running-backend';
import { messageOf } from '../experiment/error-message';
import type { Backend, RunSettings, SharedSettings } from '../experiment/experiment';
import type { Dataset } from '../text/dataset';
import { type Fingerprint, startFingerprint } from './fingerprint';
import { nextTask } from './next-task';
import type { FinishedOutcome, Outcome } from './outcome';
import type { BackendReport, Failure, FromTraining, Ticket, ToTraining } from './protocol';
import { evaluateOnTest } from './test-evaluation';
import { train } from './train';

export interface HostOptions {
  send(message: FromTraining): void;
  startBackend(wanted: Backend | 'auto'): Promise<BackendReport>;
  /** Starts what is to run in the place of a lost backend. */
  startNextBackend(lost: Backend, reason: string): Promise<BackendReport>;
  loadDataset(shared: SharedSettings): Promise<Dataset>;
  /** What trains a run; the real thing unless given. */
  trainRun?: typeof train;
}

export interface Host {
  receive(message: ToTraining): void;
}

type Results = ReturnType<typeof train>;
type OpenMessage = Extract<ToTraining, { type: 'open' }>;

interface OpenTraining {
  untilEpoch: number;
  epoch: number;
  /** Whether only the outcome is left to come. */
  isOver: boolean;
  fingerprint: Fingerprint;
  abort: AbortController;
  /** The epoch after which it ends and is evaluated on the test texts; undefined where it is only trained. */
  testAt: number | undefined;
  /** Evaluates a finished training on the test texts, on what it was trained on last; null until it is ready. */
  evaluate: ((outcome: FinishedOutcome) => ReturnType<typeof evaluateOnTest>) | null;
  /** Null until it is ready, and for good when it has failed. */
  results: Results | null;
  /** Settles when it is ready, or has failed and said so. */
  preparation: Promise<void>;
  /** Whether a loop is pulling epochs out of it. */
  advancing: boolean;
}

export function createHost(options: HostOptions): Host {
  const { send, startBackend, startNextBackend, loadDataset, trainRun = train } = options;
  const trainings = new Map<Ticket, OpenTraining>();

  function fail(ticket: Ticket, failure: Failure): void {
    if (trainings.delete(ticket)) send({ type: 'failed', ticket, failure });
  }

  async function prepare(
    ticket: Ticket,
    shared: SharedSettings,
    run: RunSettings,
    opened: OpenTraining,
  ): Promise<void> {
    let backend: BackendReport;
    try {
      backend = await startBackend(shared.backend);
    } catch (error) {
      fail(ticket, { kind: 'backend', detail: messageOf(error) });
      return;
    }
    let dataset: Dataset;
    try {
      dataset = await loadDataset(shared);
    } catch (error) {
      fail(ticket, { kind: 'data', detail: messageOf(error) });
      return;
    }
    if (!trainings.has(ticket)) return;
    send({ type: 'opened', ticket, backend, data: dataset.report });
    let current = backend.backend;
    opened.evaluate = (outcome) => evaluateOnTest(dataset, shared, run, outcome, current);
    opened.results = trainRun(dataset, shared, run, {
      signal: opened.abort.signal,
      lastEpoch: opened.testAt,
      backend: current,
      async replaceBackend({ backend: lost, reason }, lastEpoch) {
        const { backend: next, adapter } = await startNextBackend(lost, reason);
        current = next;
        const report = { backend: next, ...(adapter && { adapter }), lost: { backend: lost, reason, lastEpoch } };
        if (trainings.has(ticket)) send({ type: 'moved', ticket, backend: report });
        return next;
      },
    });
  }

  function open({ ticket, shared, run, testAt }: OpenMessage): void {
    const opened: OpenTraining = {
      untilEpoch: 0,
      epoch: 0,
      isOver: false,
      fingerprint: startFingerprint(),
      abort: new AbortController(),
      testAt,
      evaluate: null,
      results: null,
      preparation: Promise.resolve(),
      advancing: false,
    };
    trainings.set(ticket, opened);
    opened.preparation = prepare(ticket, shared, run, opened);
  }

  async function conclude(ticket: Ticket, training: OpenTraining, outcome: Outcome): Promise<void> {
    switch (outcome.kind) {
      case 'finished': {
        const test = training.testAt === undefined ? null : await training.evaluate?.(outcome);
        if (!trainings.delete(ticket)) return;
        const { mistakes, ending } = outcome;
        const fingerprint = training.fingerprint.digits();
        send({ type: 'finished', ticket, fingerprint, mistakes, ending, ...(test && { test }) });
        break;
      }
      case 'diverged':
        fail(ticket, outcome);
        break;
      case 'stopped':
        // Only closing aborts a training, and that answers by itself.
        break;
      default:
        outcome satisfies never;
    }
  }

  async function advance(ticket: Ticket, training: OpenTraining): Promise<void> {
    if (training.advancing) return;
    training.advancing = true;
    try {
      await training.preparation;
      const { results } = training;
      while (results && (training.isOver || training.epoch < training.untilEpoch) && trainings.has(ticket)) {
        const { done, value } = await results.next();
        if (!trainings.has(ticket)) return;
        if (done) return await conclude(ticket, training, value);
        training.epoch = value.epoch;
        training.isOver = value.isLast ?? false;
        training.fingerprint.add(value);
        send({ type: 'epoch', ticket, result: value, fingerprint: training.fingerprint.digits() });
        await nextTask();
      }
      if (trainings.has(ticket)) send({ type: 'idle', ticket });
    } catch (error) {
      fail(
        ticket,
        error instanceof BackendLost
          ? { kind: 'backend', detail: error.message }
          : { kind: 'error', detail: messageOf(error) },
      );
    } finally {
      training.advancing = false;
    }
  }

  async function close(ticket: Ticket, training: OpenTraining): Promise<void> {
    trainings.delete(ticket);
    training.abort.abort();
    // A generator in the middle of an epoch ends by itself at its next step; return() waits for that. One
    // that is still being prepared notices later, and holds nothing.
    await training.results?.return({ kind: 'stopped' });
    send({ type: 'closed', ticket });
  }

  return {
    receive(message) {
      if (message.type === 'open') {
        open(message);
        return;
      }
      const training = trainings.get(message.ticket);
      if (!training) {
        // It failed or finished while the message was on its way.
        if (message.type === 'close') send({ type: 'closed', ticket: message.ticket });
        return;
      }
      switch (message.type) {
        case 'advance':
          training.untilEpoch = message.untilEpoch;
          void advance(message.ticket, training);
          break;
        case 'pause':
          training.untilEpoch = training.epoch;
          if (!training.advancing) send({ type: 'idle', ticket: message.ticket });
          break;
        case 'close':
          void close(message.ticket, training);
          break;
        default:
          message satisfies never;
      }
    },
  };
}
