// Calls between the page and a worker: both sides of them, without a worker.

import { expect, test } from 'vitest';
import { answerCalls } from '../../src/workers/answer-calls';
import type { FromCalled } from '../../src/workers/call-protocol';
import { type CalledWorker, openCalls } from '../../src/workers/calls';

interface Protocol {
  request: { type: 'double'; value: number } | { type: 'wait' };
  answers: { double: number; wait: 'cancelled' };
  failure: string;
  progress: string;
}

function opened() {
  const workers: CalledWorker<Protocol>[] = [];
  const spawn = () => {
    const send = (data: FromCalled<Protocol>) => worker.onmessage?.({ data } as MessageEvent<FromCalled<Protocol>>);
    const receive = answerCalls<Protocol>({
      send,
      async perform(request, signal, onProgress) {
        if (request.type === 'wait') {
          return new Promise((resolve) => signal.addEventListener('abort', () => resolve('cancelled')));
        }
        onProgress(`at ${request.value}`);
        if (request.value < 0) throw new Error('too small');
        return 2 * request.value;
      },
      failureOf: String,
    });
    const worker: CalledWorker<Protocol> = {
      postMessage: (message) => void receive(message),
      terminate() {},
      onmessage: null,
      onerror: null,
      onmessageerror: null,
    };
    workers.push(worker);
    return worker;
  };
  const calls = openCalls<Protocol>({
    spawn,
    watchLock: null,
    silentForMs: 1000,
    lost: (detail) => new Error(`lost: ${detail}`),
    failed: (failure) => new Error(`failed: ${failure}`),
  });
  return { calls, workers };
}

test('a call is answered, and told of on the way', async () => {
  const { calls } = opened();
  const told: string[] = [];
  expect(await calls.ask({ type: 'double', value: 3 }, (progress) => told.push(progress)).answer).toBe(6);
  expect(told).toEqual(['at 3']);
});

test('a call that fails rejects, and the worker goes on', async () => {
  const { calls, workers } = opened();
  await expect(calls.ask({ type: 'double', value: -1 }).answer).rejects.toThrow('failed: Error: too small');
  expect(await calls.ask({ type: 'double', value: 1 }).answer).toBe(2);
  expect(workers).toHaveLength(1);
});

test('a cancelled call is answered by the worker, or in its place', async () => {
  const { calls } = opened();
  const [ended, settled] = [calls.ask({ type: 'wait' }), calls.ask({ type: 'wait' })];
  ended.cancel();
  settled.settle('cancelled');
  expect(await Promise.all([ended.answer, settled.answer])).toEqual(['cancelled', 'cancelled']);
});

test('a lost worker rejects all that it was asked, and the next call starts another', async () => {
  const { calls, workers } = opened();
  const waiting = [calls.ask({ type: 'wait' }).answer, calls.ask({ type: 'wait' }).answer];
  workers[0]!.onmessageerror?.({} as MessageEvent);
  for (const answer of waiting) await expect(answer).rejects.toThrow('lost: a message from the worker');
  expect(await calls.ask({ type: 'double', value: 2 }).answer).toBe(4);
  expect(workers).toHaveLength(2);
});
