// What a training worker does with its messages, apart from being a worker: opened runs wait as paused
// generators; advancing one pulls epochs out of it.

import { BackendLost } from '../engine/running-backend';
import { messageOf } from '../experiment/error-message';
import type { Backend, RunSettings, SharedSettings } from '../experiment/experiment';
import type { Dataset } from '../text/dataset';
import { type Fingerprint, startFingerprint } from './fingerprint';
import { nextTask } from './next-task';
import type { Outcome } from './outcome';
import type { BackendReport, Failure, FromTraining, Ticket, ToTraining } from './protocol';
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

interface OpenRun {
  untilEpoch: number;
  epoch: number;
  /** Whether only the outcome is left to come. */
  isOver: boolean;
  fingerprint: Fingerprint;
  abort: AbortController;
  /** Null until the run is ready, and for good when it has failed. */
  results: Results | null;
  /** Settles when the run is ready, or has failed and said so. */
  preparation: Promise<void>;
  /** Whether a loop is pulling epochs out of it. */
  advancing: boolean;
}

export function createHost(options: HostOptions): Host {
  const { send, startBackend, startNextBackend, loadDataset, trainRun = train } = options;
  const runs = new Map<Ticket, OpenRun>();

  function fail(ticket: Ticket, failure: Failure): void {
    if (runs.delete(ticket)) send({ type: 'failed', ticket, failure });
  }

  async function prepare(ticket: Ticket, shared: SharedSettings, run: RunSettings, opened: OpenRun): Promise<void> {
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
    if (!runs.has(ticket)) return;
    send({ type: 'opened', ticket, backend, data: dataset.report });
    opened.results = trainRun(dataset, shared, run, {
      signal: opened.abort.signal,
      backend: backend.backend,
      async replaceBackend({ backend: lost, reason }, lastEpoch) {
        const { backend: next, adapter } = await startNextBackend(lost, reason);
        const report = { backend: next, ...(adapter && { adapter }), lost: { backend: lost, reason, lastEpoch } };
        if (runs.has(ticket)) send({ type: 'moved', ticket, backend: report });
        return next;
      },
    });
  }

  function open(ticket: Ticket, shared: SharedSettings, run: RunSettings): void {
    const opened: OpenRun = {
      untilEpoch: 0,
      epoch: 0,
      isOver: false,
      fingerprint: startFingerprint(),
      abort: new AbortController(),
      results: null,
      preparation: Promise.resolve(),
      advancing: false,
    };
    runs.set(ticket, opened);
    opened.preparation = prepare(ticket, shared, run, opened);
  }

  function conclude(ticket: Ticket, run: OpenRun, outcome: Outcome): void {
    switch (outcome.kind) {
      case 'finished':
        runs.delete(ticket);
        send({ type: 'finished', ticket, fingerprint: run.fingerprint.digits(), mistakes: outcome.mistakes });
        break;
      case 'diverged':
        fail(ticket, outcome);
        break;
      case 'stopped':
        // Only closing aborts a run, and that answers by itself.
        break;
      default:
        outcome satisfies never;
    }
  }

  async function advance(ticket: Ticket, run: OpenRun): Promise<void> {
    if (run.advancing) return;
    run.advancing = true;
    try {
      await run.preparation;
      const { results } = run;
      while (results && (run.isOver || run.epoch < run.untilEpoch) && runs.has(ticket)) {
        const { done, value } = await results.next();
        if (!runs.has(ticket)) return;
        if (done) return conclude(ticket, run, value);
        run.epoch = value.epoch;
        run.isOver = value.isLast ?? false;
        run.fingerprint.add(value);
        send({ type: 'epoch', ticket, result: value, fingerprint: run.fingerprint.digits() });
        await nextTask();
      }
      if (runs.has(ticket)) send({ type: 'idle', ticket });
    } catch (error) {
      fail(
        ticket,
        error instanceof BackendLost
          ? { kind: 'backend', detail: error.message }
          : { kind: 'error', detail: messageOf(error) },
      );
    } finally {
      run.advancing = false;
    }
  }

  async function close(ticket: Ticket, run: OpenRun): Promise<void> {
    runs.delete(ticket);
    run.abort.abort();
    // A generator in the middle of an epoch ends by itself at its next step; return() waits for that. A run
    // that is still being prepared notices later, and holds nothing.
    await run.results?.return({ kind: 'stopped' });
    send({ type: 'closed', ticket });
  }

  return {
    receive(message) {
      if (message.type === 'open') {
        open(message.ticket, message.shared, message.run);
        return;
      }
      const run = runs.get(message.ticket);
      if (!run) {
        // It failed or finished while the message was on its way.
        if (message.type === 'close') send({ type: 'closed', ticket: message.ticket });
        return;
      }
      switch (message.type) {
        case 'advance':
          run.untilEpoch = message.untilEpoch;
          void advance(message.ticket, run);
          break;
        case 'pause':
          run.untilEpoch = run.epoch;
          if (!run.advancing) send({ type: 'idle', ticket: message.ticket });
          break;
        case 'close':
          void close(message.ticket, run);
          break;
        default:
          message satisfies never;
      }
    },
  };
}
