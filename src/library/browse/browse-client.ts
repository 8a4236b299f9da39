// The page's side of the browse worker: one request of a kind at a time, the latest wins, none hangs.

import { type CalledWorker, openCalls } from '../../workers/calls';
import type { WatchLock } from '../../workers/watch-lock';
import type { BrowseAnswers, BrowseFailure, BrowseProtocol, BrowseRequest } from './browse-protocol';

export type BrowseWorkerLike = CalledWorker<BrowseProtocol>;

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

/** What comes once the worker is done with the request before. */
interface Waiting {
  begin(): void;
  reject(error: unknown): void;
}

/** Starts the worker at the first request, and another at the first one after its death. */
export function openBrowser({ spawn, watchLock = null }: BrowserOptions): DataBrowser {
  const calls = openCalls<BrowseProtocol>({
    spawn,
    watchLock,
    silentForMs,
    lost: (detail) => new BrowseFailed({ kind: 'died', detail }),
    failed: (failure) => new BrowseFailed(failure),
  });
  /** What the worker is at, and what comes next: a drag must not pile up work. */
  const asked = new Set<RequestType>();
  const waiting = new Map<RequestType, Waiting>();

  async function begin<Type extends RequestType>(
    request: BrowseRequest & { type: Type },
  ): Promise<BrowseAnswers[Type]> {
    const { type } = request;
    asked.add(type);
    const next = () => {
      asked.delete(type);
      const following = waiting.get(type);
      waiting.delete(type);
      return following;
    };
    try {
      const answer = await calls.ask<Type>(request).answer;
      next()?.begin();
      return answer;
    } catch (error) {
      // What waits for a worker that died dies with it.
      if (error instanceof BrowseFailed && error.failure.kind === 'died') next()?.reject(error);
      else next()?.begin();
      throw error;
    }
  }

  return {
    ask<Type extends RequestType>(request: BrowseRequest & { type: Type }) {
      if (!asked.has(request.type)) return begin<Type>(request);
      // What the worker is at is still answered: during a drag there is something to see.
      waiting.get(request.type)?.reject(new Superseded('a later request took its place'));
      return new Promise<BrowseAnswers[Type]>((resolve, reject) => {
        waiting.set(request.type, { begin: () => begin<Type>(request).then(resolve, reject), reject });
      });
    },
    close: () => calls.close('the browser was closed'),
  };
}
