// What a training worker does with its messages, apart from being a worker: opened runs wait as paused
// generators; advancing one pulls epochs out of it.

import { BackendLost } from '../engine/backends/running-backend';
import type { Backend, RunSettings, SharedSettings } from '../experiment/experiment';
import type { Dataset } from '../text/dataset';
import { type Fingerprint, startFingerprint } from './fingerprint';
import { nextTask } from './next-task';
import type { BackendReport, EpochResult, Failure, FromTraining, Ticket, ToTraining } from './protocol';
import { Diverged, train } from './train';

export interface HostOptions {
  send(message: FromTraining): void;
  startBackend(wanted: Backend | 'auto'): Promise<BackendReport>;
  /** Starts what is to run in the place of a lost backend. */
  startNextBackend(lost: Backend, reason: string): Promise<BackendReport>;
  loadDataset(shared: SharedSettings): Promise<Dataset>;
}

export interface Host {
  receive(message: ToTraining): void;
}

type Results = AsyncGenerator<EpochResult, void, void>;

interface OpenRun {
  epochs: number;
  untilEpoch: number;
  epoch: number;
  fingerprint: Fingerprint;
  abort: AbortController;
  /** Null until the run is ready, and for good when it has failed. */
  results: Results | null;
  /** Settles when the run is ready, or has failed and said so. */
  preparation: Promise<void>;
  /** Whether a loop is pulling epochs out of it. */
  advancing: boolean;
}

export function createHost({ send, startBackend, startNextBackend, loadDataset }: HostOptions): Host {
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
    opened.results = train(dataset, shared, run, {
      signal: opened.abort.signal,
      backend: backend.backend,
      onMistakes: (mistakes) => send({ type: 'mistakes', ticket, mistakes }),
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
      epochs: shared.epochs,
      untilEpoch: 0,
      epoch: 0,
      fingerprint: startFingerprint(),
      abort: new AbortController(),
      results: null,
      preparation: Promise.resolve(),
      advancing: false,
    };
    runs.set(ticket, opened);
    opened.preparation = prepare(ticket, shared, run, opened);
  }

  async function advance(ticket: Ticket, run: OpenRun): Promise<void> {
    if (run.advancing) return;
    run.advancing = true;
    try {
      await run.preparation;
      const { results } = run;
      while (results && run.epoch < run.untilEpoch && runs.has(ticket)) {
        const { value: result } = await results.next();
        if (!result || !runs.has(ticket)) break;
        run.epoch = result.epoch;
        run.fingerprint.add(result);
        send({ type: 'epoch', ticket, result, fingerprint: run.fingerprint.digits() });
        await nextTask();
      }
      if (!runs.has(ticket)) return;
      if (run.epoch >= run.epochs) {
        // Runs the generator to its end, which frees its memory.
        await results?.next();
        runs.delete(ticket);
        send({ type: 'finished', ticket, fingerprint: run.fingerprint.digits() });
      } else send({ type: 'idle', ticket });
    } catch (error) {
      fail(
        ticket,
        error instanceof Diverged
          ? { kind: 'diverged', epoch: error.epoch, loss: error.loss }
          : error instanceof BackendLost
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
    await run.results?.return();
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
          run.untilEpoch = Math.min(message.untilEpoch, run.epochs);
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

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
