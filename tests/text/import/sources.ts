// Files made by a test: any bytes, cut anywhere.

import type { Encoding } from '../../../src/text/import/encoding';
import { type ImportedTexts, type ImportResult, importFiles } from '../../../src/text/import/import-files';
import type { ImportOptions } from '../../../src/text/import/import-options';
import type { TextSource } from '../../../src/text/import/source';

/** A file in chunks that end at `cuts`, positions in bytes. */
export function file(name: string, content: string | Uint8Array, cuts: readonly number[] = []): TextSource {
  const bytes = typeof content === 'string' ? encode(content, 'utf-8') : content;
  const edges = [0, ...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
  return {
    name,
    size: bytes.length,
    stream() {
      let next = 1;
      return new ReadableStream({
        pull(controller) {
          if (next === edges.length) controller.close();
          else controller.enqueue(bytes.subarray(edges[next - 1], edges[next++]));
        },
      });
    },
  };
}

const windows1252Bytes = new Map([
  ['\u20ac', 0x80],
  ['\u2019', 0x92],
  ['\u0153', 0x9c],
]);

export function encode(text: string, encoding: Encoding, { mark = false } = {}): Uint8Array {
  const whole = (mark ? '\ufeff' : '') + text;
  if (encoding === 'utf-8') return new TextEncoder().encode(whole);
  if (encoding === 'windows-1252') {
    return Uint8Array.from(text, (letter) => windows1252Bytes.get(letter) ?? letter.charCodeAt(0));
  }
  const view = new DataView(new ArrayBuffer(2 * whole.length));
  for (let i = 0; i < whole.length; i++) view.setUint16(2 * i, whole.charCodeAt(i), encoding === 'utf-16le');
  return new Uint8Array(view.buffer);
}

export const importOne = (name: string, content: string | Uint8Array, options?: ImportOptions): Promise<ImportResult> =>
  importFiles([file(name, content)], options);

/** Label and text of every row, or a fault of the test. */
export function rowsOf(result: ImportResult): [label: string, text: string][] {
  const { labels, labelIds, texts } = imported(result);
  return texts.map((text, row) => [labels[labelIds[row]!]!, text]);
}

export function imported(result: ImportResult): ImportedTexts {
  if (!result.ok) throw new Error(`not imported: ${JSON.stringify(result.failure)}`);
  return result;
}

/** Reason and row of those left out. */
export const rejectionsOf = (result: ImportResult): [row: number, reason: string][] =>
  result.rejected.first.map(({ row, reason }) => [row, reason]);
