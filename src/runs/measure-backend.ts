// Asks a worker of its own how fast one backend is, and takes no answer for an answer too.

import type { CalibrationAnswer, CalibrationRequest } from '../training/protocol';
import { startDeadline } from '../workers/deadline';
import type { WatchLock } from '../workers/watch-lock';
import { createPoolWorker, type WorkerLike } from './pool-worker';

interface WorkerSource {
  spawn: () => WorkerLike;
  watchLock: WatchLock | null;
}

/** For the worker's start, the backend's, the shaders and the measurement. */
const answerWithinMs = 20_000;

/** Calls back once, never before it returns; the worker has ended by then. Returns how to end it without an answer. */
export function measureBackend(
  request: CalibrationRequest,
  { spawn, watchLock }: WorkerSource,
  onAnswer: (answer: CalibrationAnswer) => void,
): () => void {
  const { backend } = request;
  let end = () => {};
  const endOnce = () => {
    const release = end;
    end = () => {};
    release();
  };
  const settle = (answer: CalibrationAnswer) => {
    endOnce();
    onAnswer(answer);
  };
  try {
    // A worker that could not be loaded says nothing of its backend.
    const fail = (reason: string) => settle({ type: worker.isAlive() ? 'unavailable' : 'unmeasured', backend, reason });
    const worker = createPoolWorker(spawn(), watchLock, {
      onMessage(message) {
        if (message.type === 'alive') worker.post(request);
        else if (!('ticket' in message)) settle(message);
      },
      onLost: (failure) => fail(failure && 'detail' in failure ? failure.detail : 'its worker died'),
    });
    const cancelDeadline = startDeadline(answerWithinMs, () => fail('it did not answer'));
    end = () => {
      cancelDeadline();
      worker.terminate();
    };
  } catch (error) {
    const timer = setTimeout(settle, 0, { type: 'unmeasured', backend, reason: String(error) });
    end = () => clearTimeout(timer);
  }
  return endOnce;
}
