// The worker's side of calls: each request is answered, or told to have failed.

import type { AnswerOf, CallId, CallProtocol, Reply, ToCalled } from './call-protocol';

export interface AnsweringOptions<Protocol extends CallProtocol> {
  send(message: Reply<Protocol>): void;
  /** The signal is aborted when the page cancels the call. */
  perform(
    request: Protocol['request'],
    signal: AbortSignal,
    onProgress: (progress: Protocol['progress']) => void,
  ): Promise<AnswerOf<Protocol>>;
  failureOf(error: unknown): Protocol['failure'];
}

/** What takes the page's messages. Resolves, of a request, once it is answered. */
export function answerCalls<Protocol extends CallProtocol>({
  send,
  perform,
  failureOf,
}: AnsweringOptions<Protocol>): (message: ToCalled<Protocol>) => Promise<void> {
  const running = new Map<CallId, AbortController>();
  return async (message) => {
    const { id } = message;
    if (message.type === 'cancel') {
      running.get(id)?.abort();
      return;
    }
    const abort = new AbortController();
    running.set(id, abort);
    try {
      const onProgress = (progress: Protocol['progress']) => send({ type: 'progress', id, progress });
      send({ type: 'answer', id, answer: await perform(message.request, abort.signal, onProgress) });
    } catch (error) {
      send({ type: 'failed', id, failure: failureOf(error) });
    } finally {
      running.delete(id);
    }
  };
}
