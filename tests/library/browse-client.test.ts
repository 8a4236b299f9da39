// The page's side of the browse worker: the latest request wins, and none is left without an answer.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultShared } from '../../src/experiment/shared-fields';
import { BrowseFailed, type BrowseWorkerLike, openBrowser, Superseded } from '../../src/library/browse/browse-client';
import type { FromBrowseWorker, Overview, ToBrowseWorker } from '../../src/library/browse/browse-protocol';

type Request = ToBrowseWorker & { type: 'request' };

class FakeWorker implements BrowseWorkerLike {
  received: Request[] = [];
  terminated = false;
  onmessage: BrowseWorkerLike['onmessage'] = null;
  onerror: BrowseWorkerLike['onerror'] = null;
  onmessageerror: BrowseWorkerLike['onmessageerror'] = null;

  postMessage(message: ToBrowseWorker): void {
    if (message.type === 'request') this.received.push(message);
  }
  terminate(): void {
    this.terminated = true;
  }
  send(message: FromBrowseWorker): void {
    this.onmessage?.({ data: message } as MessageEvent<FromBrowseWorker>);
  }
  /** Answers the n-th request it received. */
  answer(index: number): void {
    this.send({ type: 'answer', id: this.received[index]!.id, answer: overview(this.received[index]!) });
  }
}

/** Tells which request it answers. */
const overview = ({ request }: Request) => ({ labels: [String(request.shared.trainingSize)] }) as unknown as Overview;

let workers: FakeWorker[] = [];
let released: (() => void) | null = null;

function open() {
  return openBrowser({
    spawn: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
    watchLock: (_, onReleased) => {
      released = onReleased;
      return () => {};
    },
  });
}
const sized = (trainingSize: number) => ({ type: 'overview', shared: { ...defaultShared, trainingSize } }) as const;

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  released = null;
});
afterEach(() => vi.useRealTimers());

test('no worker is started before the first request', () => {
  const browser = open();
  expect(workers).toHaveLength(0);
  void browser.ask(sized(1)).catch(() => {});
  expect(workers).toHaveLength(1);
});

test('of requests made while one is at work only the latest reaches the worker', async () => {
  const browser = open();
  const first = browser.ask(sized(1));
  const second = browser.ask(sized(2));
  const third = browser.ask(sized(3));
  await expect(second).rejects.toThrow(Superseded);
  expect(workers[0]!.received).toHaveLength(1);
  workers[0]!.answer(0);
  await expect(first).resolves.toMatchObject({ labels: ['1'] });
  expect(workers[0]!.received.map(({ request }) => request.shared.trainingSize)).toEqual([1, 3]);
  workers[0]!.answer(1);
  await expect(third).resolves.toMatchObject({ labels: ['3'] });
});

test('requests of another type do not wait', () => {
  const browser = open();
  void browser.ask(sized(1)).catch(() => {});
  void browser
    .ask({ type: 'words', shared: defaultShared, query: { search: '', order: 'count', page: 0 } })
    .catch(() => {});
  expect(workers[0]!.received.map(({ request }) => request.type)).toEqual(['overview', 'words']);
});

test('a failure rejects with its reason', async () => {
  const browser = open();
  const asked = browser.ask(sized(1));
  workers[0]!.send({ type: 'failed', id: workers[0]!.received[0]!.id, failure: { kind: 'missing' } });
  await expect(asked).rejects.toMatchObject({ name: 'BrowseFailed', failure: { kind: 'missing' } });
});

test('a worker that dies rejects what it was asked and what waits, and the next request starts another', async () => {
  const browser = open();
  const asked = browser.ask(sized(1));
  const waiting = browser.ask(sized(2));
  workers[0]!.send({ type: 'alive', lock: 'browse' });
  released!();
  await expect(asked).rejects.toMatchObject({ failure: { kind: 'died' } });
  await expect(waiting).rejects.toThrow(BrowseFailed);
  expect(workers[0]!.terminated).toBe(true);
  const again = browser.ask(sized(3));
  workers[1]!.answer(0);
  await expect(again).resolves.toMatchObject({ labels: ['3'] });
});

test('a worker without a lock that stays silent is given up after half a minute', async () => {
  const browser = open();
  const asked = browser.ask(sized(1));
  const outcome = expect(asked).rejects.toMatchObject({ failure: { kind: 'died' } });
  await vi.advanceTimersByTimeAsync(30_000);
  await outcome;
});

test('a worker that cannot be started rejects', async () => {
  const browser = openBrowser({
    spawn: () => {
      throw new Error('no workers here');
    },
  });
  await expect(browser.ask(sized(1))).rejects.toThrow('no workers here');
});

test('closing ends the worker and what is under way', async () => {
  const browser = open();
  const asked = browser.ask(sized(1));
  browser.close();
  await expect(asked).rejects.toThrow(BrowseFailed);
  expect(workers[0]!.terminated).toBe(true);
});
