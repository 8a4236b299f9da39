// The page's imports: files go through the worker into this browser, and no call is left hanging.

import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ImportWorkerLost, openImports, pastedFile } from '../../src/library/imports';
import { loadImported } from '../../src/library/load';
import type { ImportProgress } from '../../src/library/protocol';
import { createImportWorkshop } from './fake-import-worker';

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const reviews = () => new File(['label,text\npos,good\nneg,bad\npos,\npos,fine\n'], 'reviews.csv');
const large = () => new File(['pos\tgood enough\nneg\tbad enough\n'.repeat(60_000)], 'large.tsv');

function opened(options?: { locks: boolean }) {
  const workshop = createImportWorkshop(options);
  return { ...workshop, imports: openImports(workshop) };
}

test('an import is kept, listed, loaded and forgotten', async () => {
  const { imports, workers } = opened();
  const result = await imports.importFiles([reviews()]);
  expect(result).toMatchObject({
    ok: true,
    corpus: {
      name: 'reviews.csv',
      kind: 'table',
      rows: 3,
      keptTexts: 3,
      labels: ['neg', 'pos'],
      classCounts: [1, 2],
      sampledFrom: null,
      tokens: 'word',
      invalidBytes: 0,
      rejected: { total: 1, first: [{ row: 4, reason: 'emptyText' }] },
    },
  });
  if (!result.ok) return;
  const { checksum, importedAt } = result.corpus;
  expect(checksum).toMatch(/^[0-9a-f]{16}$/);
  expect(Math.abs(importedAt - Date.now())).toBeLessThan(60_000);
  expect(await imports.list()).toMatchObject({ ok: true, value: [{ checksum, name: 'reviews.csv' }] });
  expect((await loadImported(checksum))?.texts).toEqual(['good', 'bad', 'fine']);
  expect(await imports.forget(checksum)).toEqual({ ok: true, value: undefined });
  expect(await loadImported(checksum)).toBeNull();
  expect(workers).toHaveLength(1);
});

test('an inspection keeps nothing', async () => {
  const { imports } = opened();
  const inspection = await imports.inspect([pastedFile('pos,good\nneg,bad\n')], { hasHeader: false });
  expect(inspection).toMatchObject({ ok: true, name: '', kind: 'table', labelColumn: 0, textColumn: 1 });
  expect(await imports.list()).toEqual({ ok: true, value: [] });
});

test('files that are no good are told of and not kept', async () => {
  const { imports } = opened();
  expect(await imports.importFiles([new File(['pos,a\npos,b\n'], 'a.csv')])).toMatchObject({
    ok: false,
    failure: { kind: 'singleClass', label: 'pos' },
  });
  expect(await imports.list()).toEqual({ ok: true, value: [] });
});

test('a browser that keeps nothing is told of', async () => {
  const { imports } = opened();
  vi.stubGlobal('indexedDB', undefined);
  expect(await imports.importFiles([reviews()])).toMatchObject({
    ok: false,
    failure: { kind: 'storage', storage: { kind: 'unavailable' } },
    rejected: { total: 1 },
  });
});

test('everything is forgotten', async () => {
  const { imports } = opened();
  await imports.importFiles([reviews()]);
  expect(await imports.forgetAll()).toEqual({ ok: true, value: undefined });
  expect(await imports.list()).toEqual({ ok: true, value: [] });
});

test('progress is told, phase by phase', async () => {
  const { imports } = opened();
  const phases: string[] = [];
  await imports.importFiles([large()], {}, { onProgress: ({ phase }: ImportProgress) => phases.push(phase) });
  expect([...new Set(phases)]).toEqual(['checking', 'reading', 'choosing']);
});

describe('a cancelled import', () => {
  test('leaves nothing behind', async () => {
    const { imports } = opened();
    const abort = new AbortController();
    const onProgress = ({ phase }: ImportProgress) => phase === 'reading' && abort.abort();
    expect(await imports.importFiles([large()], {}, { onProgress, signal: abort.signal })).toMatchObject({
      ok: false,
      failure: { kind: 'cancelled' },
    });
    expect(await imports.list()).toEqual({ ok: true, value: [] });
  });

  test('is not even begun when it is cancelled before', async () => {
    const { imports } = opened();
    const signal = AbortSignal.abort();
    expect(await imports.importFiles([reviews()], {}, { signal })).toMatchObject({ ok: false });
    expect(await imports.inspect([reviews()], {}, { signal })).toMatchObject({ failure: { kind: 'cancelled' } });
    expect(await imports.list()).toEqual({ ok: true, value: [] });
  });

  test('ends though its worker does not', async () => {
    vi.useFakeTimers();
    const { imports, workers } = opened();
    const abort = new AbortController();
    const result = imports.importFiles([reviews()], {}, { signal: abort.signal });
    workers[0]!.hang();
    abort.abort();
    await vi.advanceTimersByTimeAsync(2000);
    expect(await result).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
    expect(workers[0]!.terminated).toBe(true);
  });
});

describe('a call rejects', () => {
  test('when its worker dies without a word, and the next starts another', async () => {
    const { imports, workers } = opened();
    await imports.list();
    const call = imports.importFiles([reviews()]);
    workers[0]!.die();
    await expect(call).rejects.toThrow(ImportWorkerLost);
    expect(workers[0]!.terminated).toBe(true);
    expect(await imports.list()).toEqual({ ok: true, value: [] });
    expect(workers).toHaveLength(2);
  });

  test('when its worker throws an error', async () => {
    const { imports, workers } = opened();
    const call = imports.list();
    workers[0]!.onerror?.({ message: 'no such file' } as ErrorEvent);
    await expect(call).rejects.toThrow('no such file');
  });

  test('when its worker is silent and locks are not to be had', async () => {
    vi.useFakeTimers();
    const { imports, workers } = opened({ locks: false });
    const call = imports.list();
    workers[0]!.hang();
    const rejects = expect(call).rejects.toThrow(ImportWorkerLost);
    await vi.advanceTimersByTimeAsync(90_000);
    await rejects;
  });

  test('when no worker can be started', async () => {
    const imports = openImports({
      spawn() {
        throw new Error('no workers here');
      },
    });
    await expect(imports.list()).rejects.toThrow('no workers here');
  });

  test('when the imports are closed', async () => {
    const { imports, workers } = opened();
    const call = imports.list();
    imports.close();
    await expect(call).rejects.toThrow(ImportWorkerLost);
    expect(workers[0]!.terminated).toBe(true);
  });

  test('for a fault of the program, which the worker outlives', async () => {
    const { imports, workers } = opened();
    const broken = { name: 'a.csv', size: 1, stream: 7 } as unknown as File;
    expect(await imports.importFiles([broken])).toMatchObject({ ok: false, failure: { kind: 'unreadable' } });
    await expect(imports.importFiles([null as unknown as File])).rejects.toThrow();
    expect(await imports.list()).toEqual({ ok: true, value: [] });
    expect(workers).toHaveLength(1);
  });
});
