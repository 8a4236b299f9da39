// Large files: all is counted, a sample is kept, memory stays bounded, cancel works at any time.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import type { TextSource } from '../../../src/text/import/bytes/source';
import { keptTexts } from '../../../src/text/import/contract/limits';
import type { ImportProgress } from '../../../src/text/import/guess/import-options';
import { importFiles } from '../../../src/text/import/import-files';
import { inspectFiles } from '../../../src/text/import/inspect-files';
import { chooseRows } from '../../../src/text/import/sample-rows';
import { encode, imported, rowsOf } from './sources';

/** A file that is made while it is read: `rows` rows, made by `line`. */
function generated(rows: number, line: (row: number) => string, perChunk = 500): TextSource {
  const chunk = (start: number) => {
    let text = '';
    for (let row = start; row < Math.min(rows, start + perChunk); row++) text += line(row);
    return encode(text, 'utf-8');
  };
  let size = 0;
  for (let start = 0; start < rows; start += perChunk) size += chunk(start).length;
  return {
    name: 'large.csv',
    size,
    stream() {
      let start = 0;
      return new ReadableStream({
        pull(controller) {
          if (start >= rows) return controller.close();
          controller.enqueue(chunk(start));
          start += perChunk;
        },
      });
    },
  };
}

/** Bytes that are still held: what only waits for the collector depends on the machine. */
setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');
function heldBytes(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

const labelOf = (row: number) => (row % 10 === 0 ? 'rare' : row % 1000 === 1 ? 'rarest' : 'common');
const words = 'some words that make the text about as long as the review of a film in a newspaper, or longer, ';

describe('200,000 rows', () => {
  const source = generated(200_000, (row) => `${labelOf(row)},"${words.repeat(4)}${row}"\n`);

  test('are all counted, and their sample has each class in its share', async () => {
    const phases = new Set<string>();
    let largest = 0;
    const before = heldBytes();
    let looks = 0;
    const result = imported(
      await importFiles(
        [source],
        {},
        {
          onProgress: ({ phase }) => {
            phases.add(phase);
            if (looks++ % 50 === 0) largest = Math.max(largest, heldBytes() - before);
          },
        },
      ),
    );
    expect(source.size).toBeGreaterThan(75e6);
    expect([...phases]).toEqual(['checking', 'reading', 'choosing']);
    expect(result.rows).toBe(200_000);
    expect(result.labels).toEqual(['common', 'rare', 'rarest']);
    expect(result.classCounts).toEqual([179_800, 20_000, 200]);
    expect(result.sampledFrom).toBe(200_000);
    expect(result.texts).toHaveLength(keptTexts);
    const keptOf = (id: number) => result.labelIds.filter((other) => other === id).length;
    expect([0, 1, 2].map(keptOf)).toEqual([17_980, 2000, 20]);
    const rows = rowsOf(result).map(([label, text]) => ({ label, row: Number(text.slice(4 * words.length)) }));
    expect(rows.every(({ label, row }) => label === labelOf(row))).toBe(true);
    expect(rows.every(({ row }, index) => index === 0 || row > rows[index - 1]!.row)).toBe(true);
    expect(looks).toBeGreaterThan(300);
    // The kept texts are 8 MB; the file held as one string would be ten times that.
    expect(largest).toBeLessThan(40e6);
  });
});

describe('a sample', () => {
  const ids = (counts: readonly number[]) => Uint8Array.from(counts.flatMap((count, id) => new Array(count).fill(id)));

  test('holds three texts of a class that its share would leave with fewer', () => {
    const labelIds = ids([9000, 990, 7, 2, 1]);
    const chosen = chooseRows(['a', 'b', 'c', 'd', 'e'], labelIds, 100);
    const counts = [0, 0, 0, 0, 0];
    for (const row of chosen) counts[labelIds[row]!]!++;
    // Shares 90, 9.9, 0.07, 0.02, 0.01, six texts above which the largest class gives.
    expect(counts).toEqual([85, 9, 3, 2, 1]);
  });

  test('is the same each time, of different rows, in their order', () => {
    const labelIds = ids([600, 400]);
    const chosen = chooseRows(['a', 'b'], labelIds, 100);
    expect(chosen).toEqual(chooseRows(['a', 'b'], labelIds, 100));
    expect(new Set(chosen).size).toBe(100);
    expect([...chosen]).toEqual([...chosen].sort((a, b) => a - b));
    expect([...chosen].filter((row) => row < 300).length).toBeGreaterThan(15);
  });
});

test('a file that changes between two passes is told of', async () => {
  const versions = ['before', 'before', 'after'].map((word) =>
    generated(25_000, (row) => `${row % 2 ? 'pos' : 'neg'},text ${row} ${word}\n`),
  );
  let opened = 0;
  const changing = { ...versions[0]!, stream: () => versions[opened++]!.stream() };
  expect(await importFiles([changing])).toMatchObject({
    ok: false,
    failure: { kind: 'unreadable', file: 'large.csv', detail: 'it changed while it was read' },
  });
});

test('progress goes through all bytes, phase by phase', async () => {
  const source = generated(5000, (row) => `${row % 2 ? 'pos' : 'neg'},text ${row}\n`);
  const steps: ImportProgress[] = [];
  await importFiles([source], {}, { onProgress: (progress) => steps.push(progress) });
  for (const phase of ['checking', 'reading'] as const) {
    const bytes = steps.filter((step) => step.phase === phase).map((step) => step.bytes);
    expect(bytes).toHaveLength(10);
    expect(bytes).toEqual([...bytes].sort((a, b) => a - b));
    expect(bytes.at(-1)).toBe(source.size);
  }
  expect(steps.every(({ totalBytes }) => totalBytes === source.size)).toBe(true);
});

describe('a cancelled import ends as cancelled', () => {
  const source = generated(25_000, (row) => `${row % 2 ? 'pos' : 'neg'},text ${row}\n`);

  test.each(['checking', 'reading', 'choosing'] as const)('while it is %s', async (phase) => {
    const abort = new AbortController();
    let after = 0;
    const onProgress = (progress: ImportProgress) => {
      if (abort.signal.aborted) after++;
      if (progress.phase === phase && progress.bytes > source.size / 2) abort.abort();
    };
    const result = await importFiles([source], {}, { onProgress, signal: abort.signal });
    expect(result).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
    expect(after).toBe(0);
  });

  test('before it begins', async () => {
    const signal = AbortSignal.abort();
    expect(await importFiles([source], {}, { signal })).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
    expect(await inspectFiles([source], {}, { signal })).toEqual({ ok: false, failure: { kind: 'cancelled' } });
  });

  test('while a read hangs, and lets go of the file', async () => {
    const abort = new AbortController();
    let released = false;
    const hanging: TextSource = {
      name: 'a.csv',
      size: 10,
      stream: () =>
        new ReadableStream({
          cancel() {
            released = true;
          },
        }),
    };
    const result = importFiles([hanging], {}, { signal: abort.signal });
    setTimeout(() => abort.abort(), 5);
    expect(await result).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
    expect(released).toBe(true);
  });
});

test('a file of quotes that never close is read in reasonable time', { timeout: 20_000 }, async () => {
  const source = generated(100_000, (row) => `${row % 2 ? 'pos' : 'neg'},"text number ${row} of a file\n`);
  const result = await importFiles([source], { hasHeader: false });
  expect(result.rejected.total).toBe(100_000);
});
