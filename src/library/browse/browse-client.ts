// The page's side of the browse worker: one request of a kind at a time, the latest wins, none hangs.

import { messageOf } from '../../experiment/error-message';
import type { WatchLock } from '../../workers/watch-lock';
import type {
  BrowseAnswers,
  BrowseFailure,
  BrowseRequest,
  FromBrowseWorker,
  RequestId,
  ToBrowseWorker,
} from './browse-protocol';

/** The part of Worker that is used, so that a test can stand in for it. */
export interface BrowseWorkerLike {
  postMessage(message: ToBrowseWorker): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromBrowseWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

export interface BrowserOptions {
  spawn(): BrowseWorkerLike;
  watchLock?: WatchLock | null;
}

type RequestType = BrowseRequest['type'];

export interface DataBrowser {
  /**
   * Answers to requests of one type come in the order of the requests. Rejects with Superseded where a later
   * one came before the worker could begin, with BrowseFailed where there is no answer.
   */
  ask<Type extends RequestType>(request: BrowseRequest & { type: Type }): Promise<BrowseAnswers[Type]>;
  /** Ends the worker. What is still asked rejects. */
  close(): void;
}

export class BrowseFailed extends Error {
  override name = 'BrowseFailed';
  constructor(readonly failure: BrowseFailure) {
    super(failure.kind === 'missing' ? 'the file is not in this browser' : failure.detail);
  }
}

/** A later request took its place. */
export class Superseded extends Error {
  override name = 'Superseded';
}

/** How long a worker whose death would go unnoticed may be silent. */
const silentForMs = 30_000;

interface Call {
  id: RequestId;
  request: BrowseRequest;
  settle(answer: BrowseAnswers[RequestType]): void;
  fail(error: Error): void;
}

/** Starts the worker at the first request, and another at the first one after its death. */
export function openBrowser({ spawn, watchLock }: BrowserOptions): DataBrowser {
  /** What the worker is at, and what comes next: a drag must not pile up work. */
  const asked = new Map<RequestType, Call>();
  const waiting = new Map<RequestType, Call>();
  let worker: BrowseWorkerLike | null = null;
  let stopWatching: (() => void) | null = null;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let nextId: RequestId = 1;

  function lose(detail: string): void {
    clearTimeout(silence);
    stopWatching?.();
    stopWatching = null;
    if (worker) {
      worker.onmessage = null;
      worker.onerror = null;
      worker.onmessageerror = null;
      worker.terminate();
      worker = null;
    }
    const lost = [...asked.values(), ...waiting.values()];
    asked.clear();
    waiting.clear();
    for (const call of lost) call.fail(new BrowseFailed({ kind: 'died', detail }));
  }

  function awaitSign(): void {
    clearTimeout(silence);
    if (asked.size === 0 || stopWatching) return;
    silence = setTimeout(() => lose('the worker does not answer'), silentForMs);
  }

  function post(call: Call): void {
    asked.set(call.request.type, call);
    try {
      worker ??= start();
      worker.postMessage({ id: call.id, request: call.request });
      awaitSign();
    } catch (error) {
      lose(messageOf(error));
    }
  }

  /** The call that a message answers, which makes room for the next of its type. */
  function answered(id: RequestId): Call | undefined {
    const call = [...asked.values()].find((candidate) => candidate.id === id);
    if (!call) return undefined;
    const { type } = call.request;
    asked.delete(type);
    const next = waiting.get(type);
    waiting.delete(type);
    if (next) post(next);
    return call;
  }

  function receive(message: FromBrowseWorker): void {
    switch (message.type) {
      case 'alive':
        if (message.lock !== undefined && watchLock) {
          stopWatching ??= watchLock(message.lock, () => lose('the worker died'));
        }
        break;
      case 'answer':
        answered(message.id)?.settle(message.answer);
        break;
      case 'failed':
        answered(message.id)?.fail(new BrowseFailed(message.failure));
        break;
      default:
        message satisfies never;
    }
    awaitSign();
  }

  function start(): BrowseWorkerLike {
    const started = spawn();
    started.onmessage = ({ data }) => receive(data);
    started.onerror = (event) => lose(event.message || 'the worker could not be started');
    started.onmessageerror = () => lose('a message from the worker could not be read');
    return started;
  }

  return {
    ask<Type extends RequestType>(request: BrowseRequest & { type: Type }) {
      return new Promise<BrowseAnswers[Type]>((resolve, reject) => {
        const call: Call = {
          id: nextId++,
          request,
          settle: (answer) => resolve(answer as BrowseAnswers[Type]),
          fail: reject,
        };
        if (!asked.has(request.type)) {
          post(call);
          return;
        }
        // What the worker is at is still answered: during a drag there is something to see.
        waiting.get(request.type)?.fail(new Superseded('a later request took its place'));
        waiting.set(request.type, call);
      });
    },
    close: () => lose('the browser was closed'),
  };
}
