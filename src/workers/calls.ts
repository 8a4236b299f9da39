// The page's side of a worker that is called: each call is answered or rejected, whatever becomes of the worker.

import { messageOf } from '../experiment/error-message';
import type { AnswerOf, CallId, CallProtocol, FromCalled, Reply, ToCalled } from './call-protocol';
import type { WatchLock } from './watch-lock';
import { type WatchedWorker, type WorkerLike, watchWorker } from './watched-worker';

export type CalledWorker<Protocol extends CallProtocol> = WorkerLike<ToCalled<Protocol>, FromCalled<Protocol>>;

export interface CallsOptions<Protocol extends CallProtocol> {
  spawn(): CalledWorker<Protocol>;
  watchLock: WatchLock | null;
  /** How long a worker whose death would go unnoticed may be silent. */
  silentForMs: number;
  /** What a call rejects with whose worker is lost, or could not be started. */
  lost(detail: string): Error;
  /** What a call rejects with that the worker has no answer to. */
  failed(failure: Protocol['failure']): Error;
}

export interface Call<Answer> {
  answer: Promise<Answer>;
  /** Asks the worker to end it, which then answers it as well. */
  cancel(): void;
  /** Answers it in the worker's place. */
  settle(answer: Answer): void;
}

export interface Calls<Protocol extends CallProtocol> {
  ask<Type extends Protocol['request']['type'] & keyof Protocol['answers']>(
    request: Protocol['request'] & { type: Type },
    onProgress?: (progress: Protocol['progress']) => void,
  ): Call<Protocol['answers'][Type]>;
  /** Ends the worker. What is still asked rejects; the next call starts another. */
  close(detail: string): void;
}

interface OpenCall<Protocol extends CallProtocol> {
  settle(answer: AnswerOf<Protocol>): void;
  fail(error: Error): void;
  onProgress: ((progress: Protocol['progress']) => void) | undefined;
}

/** Starts the worker at the first call, and another at the first one after its death. */
export function openCalls<Protocol extends CallProtocol>(options: CallsOptions<Protocol>): Calls<Protocol> {
  const open = new Map<CallId, OpenCall<Protocol>>();
  let worker: WatchedWorker<ToCalled<Protocol>> | null = null;
  let nextId: CallId = 1;

  function close(detail: string): void {
    worker?.terminate();
    worker = null;
    const lost = [...open.values()];
    open.clear();
    for (const call of lost) call.fail(options.lost(detail));
  }

  const start = () =>
    watchWorker<ToCalled<Protocol>, Reply<Protocol>>(options.spawn(), {
      watchLock: options.watchLock,
      silentForMs: options.silentForMs,
      isBusy: () => open.size > 0,
      onMessage: receive,
      onLost: close,
    });

  function receive(message: Reply<Protocol>): void {
    const call = open.get(message.id);
    switch (message.type) {
      case 'progress':
        call?.onProgress?.(message.progress);
        return;
      case 'answer':
        open.delete(message.id);
        call?.settle(message.answer);
        return;
      case 'failed':
        open.delete(message.id);
        call?.fail(options.failed(message.failure));
        return;
      default:
        message satisfies never;
    }
  }

  return {
    ask(request, onProgress) {
      type Answer = Protocol['answers'][(typeof request)['type'] & keyof Protocol['answers']];
      const id = nextId++;
      const answer = new Promise<Answer>((resolve, reject) => {
        // The worker answers a request as its type is answered.
        open.set(id, { settle: (given) => resolve(given as Answer), fail: reject, onProgress });
        try {
          worker ??= start();
          worker.post({ type: 'request', id, request });
          worker.awaitSign();
        } catch (error) {
          open.delete(id);
          reject(options.lost(messageOf(error)));
        }
      });
      return {
        answer,
        cancel: () => worker?.post({ type: 'cancel', id }),
        settle(given) {
          open.get(id)?.settle(given);
          open.delete(id);
        },
      };
    },
    close,
  };
}
