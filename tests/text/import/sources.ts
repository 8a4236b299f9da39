// Files made by a test: any bytes, cut anywhere.

import { createDecoder, type Encoding } from '../../../src/text/import/bytes/encoding';
import type { TextSource } from '../../../src/text/import/bytes/source';
import type { ImportOptions } from '../../../src/text/import/guess/import-options';
import { type ImportedTexts, type ImportResult, importFiles } from '../../../src/text/import/import-files';

/** Six short texts of two labels in turn, and their rows. */
export const sixTexts = [
  'the kettle sings',
  'the kettle leaks',
  'a fine warm coat',
  'a thin cold coat',
  'good clear sound',
  'dull flat sound',
];
export const sixRows = sixTexts.map((text, row): [label: string, text: string] => [
  row % 2 === 0 ? 'up' : 'down',
  text,
]);

/** The rows as lines, label first. */
export const sixLines = (separator: string): string => sixRows.map((row) => row.join(separator)).join('\n');

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

export function encode(text: string, encoding: Encoding, { mark = false } = {}): Uint8Array {
  const whole = (mark ? '\ufeff' : '') + text;
  if (encoding === 'utf-8') return new TextEncoder().encode(whole);
  if (!encoding.startsWith('utf-16')) return encodeLegacy(whole, encoding);
  const view = new DataView(new ArrayBuffer(2 * whole.length));
  for (let i = 0; i < whole.length; i++) view.setUint16(2 * i, whole.charCodeAt(i), encoding === 'utf-16le');
  return new Uint8Array(view.buffer);
}

/** The text with `e` for what the encoding does not have. */
export const representable = (text: string, encoding: Encoding) =>
  encoding.startsWith('utf-')
    ? text
    : Array.from(text, (letter) => (letter < '\u0080' || legacyBytes(encoding).has(letter) ? letter : 'e')).join('');

const legacy = new Map<Encoding, Map<string, readonly number[]>>();

/** The bytes of an encoding from before Unicode, from what its decoder gives for every byte and pair of bytes. */
function encodeLegacy(text: string, encoding: Encoding): Uint8Array {
  const bytes = legacyBytes(encoding);
  return Uint8Array.from(
    Array.from(text).flatMap((letter) => {
      if (letter < '\u0080') return [letter.charCodeAt(0)];
      const found = bytes.get(letter);
      if (!found) throw new Error(`${encoding} has no ${letter}`);
      return found;
    }),
  );
}

function legacyBytes(encoding: Encoding): ReadonlyMap<string, readonly number[]> {
  const known = legacy.get(encoding);
  if (known) return known;
  const bytes = new Map<string, readonly number[]>();
  const note = (...some: number[]) => {
    const decoder = createDecoder(encoding);
    const letter = decoder.decode(Uint8Array.from(some)) + decoder.end();
    if (Array.from(letter).length === 1 && letter !== '\ufffd' && !bytes.has(letter)) bytes.set(letter, some);
  };
  for (let lead = 0x80; lead <= 0xff; lead++) {
    note(lead);
    for (let trail = 0x40; trail <= 0xff; trail++) note(lead, trail);
  }
  legacy.set(encoding, bytes);
  return bytes;
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
