// A worker's host without its worker: messages go in, and those that come out are waited for.

import { startBackend, startNextBackend } from '../../src/engine/backend';
import type { RunSettings, SharedSettings } from '../../src/experiment/experiment';
import { createHost, type HostOptions } from '../../src/training/host';
import { nextTask } from '../../src/training/next-task';
import type { EpochResult, FromWorker, Ticket } from '../../src/training/protocol';
import { smallRun, tinyDataset, tinyShared } from './dataset';

type Message<Type extends FromWorker['type']> = Extract<FromWorker, { type: Type }>;

/** `onSend` hears of every message as it is sent. */
export function startHost({ onSend, ...options }: Partial<HostOptions> & { onSend?: HostOptions['send'] } = {}) {
  const sent: FromWorker[] = [];
  const host = createHost({
    send(message) {
      sent.push(message);
      onSend?.(message);
    },
    startBackend,
    startNextBackend,
    loadDataset: async () => tinyDataset(),
    ...options,
  });
  const of = (ticket: Ticket) => sent.filter((message) => 'ticket' in message && message.ticket === ticket);

  /** Waits for a run's next message of this type, after those already waited for. */
  const taken = new Set<FromWorker>();
  async function message<Type extends FromWorker['type']>(type: Type, ticket: Ticket): Promise<Message<Type>> {
    for (let turn = 0; turn < 10_000; turn++) {
      const found = of(ticket).find((each) => each.type === type && !taken.has(each));
      if (found) {
        taken.add(found);
        return found as Message<Type>;
      }
      await nextTask();
    }
    throw new Error(`no ${type} for ${ticket}, only ${of(ticket).map((each) => each.type)}`);
  }

  /** Lets everything happen that can. */
  async function settle() {
    for (let turn = 0; turn < 200; turn++) await nextTask();
  }

  return {
    sent,
    message,
    settle,
    receive: host.receive,
    types: (ticket: Ticket) => of(ticket).map(({ type }) => type),
    epochs: (ticket: Ticket) => of(ticket).filter((each) => each.type === 'epoch'),
    open: (ticket: Ticket, shared: Partial<SharedSettings> = {}, run: Partial<RunSettings> = {}, testAt?: number) =>
      host.receive({
        ...{ type: 'open', ticket, shared: { ...tinyShared, ...shared }, run: { ...smallRun, ...run } },
        ...(testAt !== undefined && { testAt }),
      }),
    advance: (ticket: Ticket, untilEpoch: number) => host.receive({ type: 'advance', ticket, untilEpoch }),
    pause: (ticket: Ticket) => host.receive({ type: 'pause', ticket }),
    close: (ticket: Ticket) => host.receive({ type: 'close', ticket }),
  };
}

/** What of an epoch does not depend on the clock. */
export const timeless = ({ tokensPerSecond: _, elapsedMs: __, ...result }: EpochResult) => result;

/** A promise and the way to settle it. */
export function deferred<Value>() {
  let resolve!: (value: Value) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<Value>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
