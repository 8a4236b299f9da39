// The database of finished trainings: exact, bounded, of one version of the engine, and never in the way.

import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type KeptOptions, type KeptResults, keepResults } from '../../src/runs/kept-results';
import type { FinishedTraining } from '../../src/runs/result-cache';
import { createSatchel } from '../../src/runs/satchel';
import { epochResult } from './epochs';

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** As on a page that is idle at once. */
const keep = (options: Partial<KeptOptions> = {}): KeptResults =>
  keepResults({ engine: 'now', whenIdle: (run) => setTimeout(run), ...options });

const training = (fingerprint: string, epochs = 1): FinishedTraining => ({
  results: Array.from({ length: epochs }, (_, index) => epochResult(index + 1, { train: 1 / (index + 3) })),
  fingerprint,
  backend: { backend: 'wasm' },
  data: null,
  mistakes: { training: Uint32Array.of(), validation: Uint32Array.of(3, 5) },
  ending: { weightsEpoch: epochs, lastGain: null },
});

/** Waits until this many are written. */
const written = (kept: KeptResults, count: number) =>
  vi.waitFor(async () => expect(await kept.count()).toEqual({ ok: true, value: count }));

/** The keys of these that another page finds. */
async function keysIn(keys: string, options: Partial<KeptOptions> = {}): Promise<string> {
  return [...(await keep(options).getMany([...keys])).keys()].sort().join('');
}

const numbered = Array.from({ length: 30 }, (_, index) => `key ${index}`);

test('another page finds what one has put, to the last bit', async () => {
  const whole: FinishedTraining = {
    ...training('f', 3),
    data: { corpus: '评论', labels: ['a', 'b'], trainingLabels: [1, 2] } as unknown as FinishedTraining['data'],
  };
  const odd = { ...epochResult(4, { train: Number.POSITIVE_INFINITY, validation: -0 }), isLast: true as const };
  const results = [...whole.results, { ...odd, weights: { byRole: {}, kernels: null, spectralNorm: null } }];
  const kept = keep();
  kept.put('a', { ...whole, results });
  await written(kept, 1);
  const found = (await keep().getMany(['a', 'b'])).get('a')!;
  expect(found).toEqual({ ...whole, results });
  expect(Object.is(found.results[3]!.validation.loss, -0)).toBe(true);
  expect(found.mistakes!.validation).toBeInstanceOf(Uint32Array);
});

test('what is put is known before it is written, and many are written', async () => {
  const kept = keep();
  for (const key of numbered) kept.put(key, training(key));
  expect((await kept.getMany(['key 29'])).get('key 29')!.fingerprint).toBe('key 29');
  await written(kept, 30);
  const found = await keep().getMany(numbered);
  expect(numbered.map((key) => found.get(key)!.fingerprint)).toEqual(numbered);
});

test('a training put again replaces what was kept', async () => {
  const kept = keep();
  kept.put('a', training('1'));
  await written(kept, 1);
  kept.put('a', training('2'));
  kept.put('b', training('3'));
  await written(kept, 2);
  expect((await keep().getMany(['a'])).get('a')!.fingerprint).toBe('2');
});

test('of more than the bound, those unused for longest are thrown away', async () => {
  const bounds = { trainings: 3, bytes: 1e6 };
  const kept = keep({ bounds });
  for (const key of 'abc') kept.put(key, training(key));
  await written(kept, 3);
  // Used again, so that b is the oldest now.
  expect(await keysIn('a', { bounds })).toBe('a');
  await kept.getMany(['a']);
  kept.put('d', training('d'));
  await vi.waitFor(async () => expect(await keysIn('abcd', { bounds, whenIdle: () => {} })).toBe('acd'));
  expect(await kept.count()).toEqual({ ok: true, value: 3 });
});

test('of more bytes than the bound too', async () => {
  // 21 numbers of 8 bytes an epoch or more: 1,000 epochs are beyond 150 kB, one is not beyond 1 kB.
  const kept = keep({ bounds: { trainings: 100, bytes: 150_000 } });
  kept.put('a', training('a'));
  kept.put('b', training('b', 1000));
  await vi.waitFor(async () => expect(await keysIn('ab', { whenIdle: () => {} })).toBe(''));
  kept.put('c', training('c'));
  await written(kept, 1);
  expect(await keysIn('abc')).toBe('c');
});

test('what another version of the engine computed is never found, and is thrown away', async () => {
  const before = keep({ engine: 'before' });
  for (const key of 'ab') before.put(key, training(key));
  await written(before, 2);
  const now = keep();
  expect((await now.getMany(['a'])).size).toBe(0);
  await written(now, 0);
  now.put('b', training('new'));
  await written(now, 1);
  expect(await keysIn('ab')).toBe('b');
  expect(await keysIn('ab', { engine: 'before', whenIdle: () => {} })).toBe('');
});

test('what is forgotten is gone at once, also where it is not yet written, and others stay', async () => {
  const kept = keep();
  for (const key of 'abc') kept.put(key, training(key));
  await written(kept, 3);
  kept.put('d', training('d'));
  kept.forget(['a', 'd', 'never put']);
  expect([...(await kept.getMany(['a', 'b', 'd'])).keys()]).toEqual(['b']);
  await written(kept, 2);
  expect(await keysIn('abcd')).toBe('bc');
});

test('what is forgotten while the answer is on its way is not in it', async () => {
  const kept = keep();
  for (const key of 'ab') kept.put(key, training(key));
  await written(kept, 2);
  const answer = kept.getMany(['a', 'b']);
  kept.forget(['a']);
  expect([...(await answer).keys()]).toEqual(['b']);
});

test('what was trained on a forgotten text is gone, and what was trained on others stays', async () => {
  const kept = keep();
  for (const checksum of ['0123', '4567', '89ab']) kept.put(`[["importedChecksum","${checksum}"]]`, training(checksum));
  await written(kept, 3);
  expect(await kept.forgetTexts(['0123', '89ab'])).toEqual({ ok: true, value: undefined });
  expect(await kept.count()).toEqual({ ok: true, value: 1 });
  const keys = ['[["importedChecksum","4567"]]', '[["importedChecksum","0123"]]'];
  expect([...(await keep().getMany(keys)).keys()]).toEqual([keys[0]]);
});

test('all are forgotten with their database, also those not yet written, and new ones are kept again', async () => {
  const kept = keep();
  kept.put('a', training('a'));
  await written(kept, 1);
  for (const key of numbered) kept.put(key, training(key));
  expect(await kept.forgetAll()).toEqual({ ok: true, value: undefined });
  expect(await indexedDB.databases()).toEqual([]);
  expect((await kept.getMany(['a', ...numbered])).size).toBe(0);
  kept.put('b', training('b'));
  await written(kept, 1);
});

test('imported corpora are in another database', async () => {
  const kept = keep();
  kept.put('a', training('a'));
  await written(kept, 1);
  expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(['regularization-playground-results']);
});

describe('nothing is kept, and nobody is told,', () => {
  /** Puts, asks and forgets; what is found. */
  async function use(kept: KeptResults): Promise<number> {
    kept.put('a', training('a'));
    kept.forget(['b']);
    return (await kept.getMany(['b', 'c'])).size;
  }

  test('where there is no IndexedDB', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const kept = keep();
    expect(await use(kept)).toBe(0);
    expect(await kept.count()).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
    expect(await kept.forgetAll()).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
  });

  test('where the disk is full; what was kept stays', async () => {
    const kept = keep();
    kept.put('b', training('b'));
    await written(kept, 1);
    const put = vi.spyOn(await storeClass(), 'put').mockImplementation(() => {
      throw new DOMException('the disk is full', 'QuotaExceededError');
    });
    kept.put('a', training('a'));
    await vi.waitFor(() => expect(put).toHaveBeenCalled());
    put.mockRestore();
    await vi.waitFor(async () => expect((await kept.getMany(['a'])).size).toBe(0));
    expect(await keysIn('ab')).toBe('b');
  });

  test('where the database never answers', async () => {
    vi.useFakeTimers();
    vi.stubGlobal('indexedDB', { open: () => ({}) });
    const found = use(keep());
    await vi.advanceTimersByTimeAsync(5000);
    expect(await found).toBe(0);
  });

  test('where a later version of the page has changed the database', async () => {
    const request = indexedDB.open('regularization-playground-results', 2);
    await new Promise<void>((resolve) => {
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
    expect(await use(keep())).toBe(0);
  });
});

/** What all object stores are made of. */
async function storeClass(): Promise<IDBObjectStore> {
  const request = indexedDB.open('regularization-playground-results');
  await new Promise((resolve) => {
    request.onsuccess = resolve;
  });
  const store = request.result.transaction('trainings').objectStore('trainings');
  request.result.close();
  return Object.getPrototypeOf(store);
}

describe('over a reload', () => {
  const tab = () => {
    const items = new Map<string, string>();
    return {
      items,
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => void items.set(key, value),
      removeItem: (key: string) => void items.delete(key),
    };
  };
  /** A page that goes before it is ever idle. */
  const never = { whenIdle: () => {} };

  test('what is not written yet is carried, to the last bit, and what was forgotten stays forgotten', async () => {
    const storage = tab();
    const satchel = () => createSatchel('now', () => storage);
    const before = keep({ satchel: satchel() });
    before.put('gone', training('gone'));
    const inDatabase = async () => [...(await keep().getMany(['a b', 'other', 'gone'])).keys()];
    await vi.waitFor(async () => expect(await inDatabase()).toEqual(['gone']));

    const page = keep({ satchel: satchel(), ...never });
    const odd = { ...training('f', 2), isBroughtIn: true };
    odd.results = [odd.results[0]!, epochResult(2, { train: Number.POSITIVE_INFINITY, validation: -0 })];
    page.put('a b', odd);
    page.put('other', training('g'));
    page.forget(['gone']);
    page.pack();

    const after = keep({ satchel: satchel() });
    const found = await after.getMany(['a b', 'other', 'gone']);
    expect([...found.keys()]).toEqual(['a b', 'other']);
    expect(found.get('a b')).toEqual(odd);
    expect(found.get('other')).toEqual(training('g'));
    await vi.waitFor(async () => expect((await inDatabase()).sort()).toEqual(['a b', 'other']));
    // Once.
    expect(storage.items.size).toBe(0);
  });

  test('nothing is carried to another version, nor where the tab keeps nothing, and what is spoiled is nothing', async () => {
    const storage = tab();
    const leave = (engine: string) => {
      const page = keep({ engine, satchel: createSatchel(engine, () => storage), ...never });
      page.put('a', training('f'));
      page.pack();
    };
    leave('then');
    expect(createSatchel('now', () => storage).unpack()).toEqual([]);
    leave('now');
    for (const [key, text] of storage.items) storage.items.set(key, text.slice(1));
    expect(createSatchel('now', () => storage).unpack()).toEqual([]);
    const none = createSatchel('now', () => {
      throw new Error('no storage');
    });
    none.pack([['a', training('f')]]);
    expect(none.unpack()).toEqual([]);
  });

  test('a page with nothing left to write leaves nothing behind', async () => {
    const storage = tab();
    storage.setItem('regularization-playground.unwritten', 'of an earlier page');
    const kept = keep({ satchel: createSatchel('now', () => storage) });
    kept.pack();
    expect(storage.items.size).toBe(0);
  });
});
