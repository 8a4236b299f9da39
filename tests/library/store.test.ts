// Imported corpora are kept, found and forgotten, and every failure of the browser's is told.

import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { loadImported } from '../../src/library/load';
import { forget, forgetAll, list, load, save } from '../../src/library/store';
import { storedCorpus } from './corpora';

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const done = { ok: true, value: undefined };

test('what is saved is loaded again', async () => {
  expect(await save(storedCorpus('a'))).toEqual(done);
  expect(await load('a')).toEqual({ ok: true, value: storedCorpus('a') });
  expect(await loadImported('a')).toEqual({
    name: 'reviews.csv',
    labels: ['neg', 'pos'],
    labelIds: Uint8Array.of(1, 0, 1),
    texts: ['good', 'bad', 'fine'],
  });
});

test('what was never saved is null', async () => {
  expect(await load('a')).toEqual({ ok: true, value: null });
  expect(await loadImported('a')).toBeNull();
});

test('all are listed without their texts, the last imported first', async () => {
  await save(storedCorpus('a', { importedAt: 1 }));
  await save(storedCorpus('b', { importedAt: 3, name: 'other.csv' }));
  await save(storedCorpus('c', { importedAt: 2 }));
  const { texts, labelIds, ...rest } = storedCorpus('b', { importedAt: 3, name: 'other.csv' });
  const listed = await list();
  expect(listed.ok && listed.value.map(({ checksum }) => checksum)).toEqual(['b', 'c', 'a']);
  expect(listed.ok && listed.value[0]).toEqual({ ...rest, keptTexts: 3, hasParts: false });
});

test('the same texts imported again replace themselves', async () => {
  await save(storedCorpus('a'));
  await save(storedCorpus('a', { name: 'renamed.csv' }));
  const listed = await list();
  expect(listed.ok && listed.value.map(({ name }) => name)).toEqual(['renamed.csv']);
});

test('one is forgotten, the others stay', async () => {
  await save(storedCorpus('a'));
  await save(storedCorpus('b'));
  expect(await forget('a')).toEqual(done);
  expect(await forget('never saved')).toEqual(done);
  expect(await load('a')).toEqual({ ok: true, value: null });
  expect(await loadImported('b')).not.toBeNull();
});

test('all are forgotten, and the database with them', async () => {
  await save(storedCorpus('a'));
  expect(await forgetAll()).toEqual(done);
  expect(await indexedDB.databases()).toEqual([]);
  expect(await list()).toEqual({ ok: true, value: [] });
});

test('all are forgotten while another tab holds the database open', async () => {
  await save(storedCorpus('a'));
  const request = indexedDB.open('regularization-playground');
  await new Promise((resolve) => {
    request.onsuccess = resolve;
  });
  expect(await forgetAll()).toEqual(done);
  const count = request.result.transaction('corpora').objectStore('corpora').count();
  await new Promise((resolve) => {
    count.onsuccess = resolve;
  });
  expect(count.result).toBe(0);
  request.result.close();
});

describe('nothing is saved', () => {
  test('once it is cancelled', async () => {
    const failure = { kind: 'cancelled', detail: 'cancelled' };
    expect(await save(storedCorpus('a'), AbortSignal.abort())).toEqual({ ok: false, failure });
    expect(await load('a')).toEqual({ ok: true, value: null });
  });

  test('that is cancelled in the middle', async () => {
    const abort = new AbortController();
    const put = vi.spyOn(Object.getPrototypeOf(await anyStore()), 'put');
    put.mockImplementationOnce(function (this: IDBObjectStore, ...args: unknown[]) {
      queueMicrotask(() => abort.abort());
      return this.add(args[0]);
    });
    expect(await save(storedCorpus('a'), abort.signal)).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
    expect(await load('a')).toEqual({ ok: true, value: null });
  });

  test('that does not fit', async () => {
    const put = vi.spyOn(Object.getPrototypeOf(await anyStore()), 'put');
    put.mockImplementationOnce(() => {
      throw new DOMException('the disk is full', 'QuotaExceededError');
    });
    const failure = { kind: 'quota', detail: 'the disk is full' };
    expect(await save(storedCorpus('a'))).toEqual({ ok: false, failure });
    expect(await load('a')).toEqual({ ok: true, value: null });
  });

  test('that cannot be stored', async () => {
    const strange = storedCorpus('a', { name: (() => {}) as unknown as string });
    expect(await save(strange)).toMatchObject({ ok: false, failure: { kind: 'error' } });
    expect(await load('a')).toEqual({ ok: true, value: null });
  });
});

describe('every call tells that', () => {
  const calls = [() => save(storedCorpus('a')), () => load('a'), () => list(), () => forget('a'), () => forgetAll()];
  const failuresOf = async () => {
    const results = await Promise.all(calls.map((call) => call()));
    return new Set(results.map((result) => (result.ok ? 'none' : result.failure.kind)));
  };

  test('there is no IndexedDB', async () => {
    vi.stubGlobal('indexedDB', undefined);
    expect(await failuresOf()).toEqual(new Set(['unavailable']));
    expect(await loadImported('a')).toBeNull();
  });

  test('asking for it is forbidden', async () => {
    Object.defineProperty(globalThis, 'indexedDB', {
      configurable: true,
      get() {
        throw new DOMException('not here', 'SecurityError');
      },
    });
    expect(await failuresOf()).toEqual(new Set(['unavailable']));
  });

  test('opening it is refused', async () => {
    vi.stubGlobal('indexedDB', { open: () => failing(new DOMException('private window', 'InvalidStateError')) });
    expect(await failuresOf()).toEqual(new Set(['unavailable']));
  });

  test('it is of a newer version', async () => {
    const request = indexedDB.open('regularization-playground', 2);
    await new Promise<void>((resolve) => {
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
    expect(await failuresOf()).toEqual(new Set(['error']));
    await expect(loadImported('a')).rejects.toThrow('The imported corpus a cannot be read');
  });

  test('it never answers', async () => {
    vi.useFakeTimers();
    vi.stubGlobal('indexedDB', { open: () => ({}) });
    const failures = failuresOf();
    await vi.advanceTimersByTimeAsync(5000);
    expect(await failures).toEqual(new Set(['timeout']));
  });
});

/** Any object store, for the class that it is of. */
async function anyStore(): Promise<IDBObjectStore> {
  await list();
  const request = indexedDB.open('regularization-playground');
  await new Promise((resolve) => {
    request.onsuccess = resolve;
  });
  const store = request.result.transaction('corpora').objectStore('corpora');
  request.result.close();
  return store;
}

function failing(error: DOMException) {
  const request = { error, onerror: null as (() => void) | null };
  setTimeout(() => request.onerror?.());
  return request;
}
