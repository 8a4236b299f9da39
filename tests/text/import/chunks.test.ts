// Where a file's bytes are cut into chunks makes no difference.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Encoding, encodings } from '../../../src/text/import/bytes/encoding';
import type { ReadRow } from '../../../src/text/import/contract/rows';
import { importFiles } from '../../../src/text/import/import-files';
import { createRowReader, type Format } from '../../../src/text/import/readers/formats';
import { encode, file, representable } from './sources';

/** Quotes, separators, line ends and letters of one to four bytes, good and broken. */
const tricky = fc
  .array(
    fc.constantFrom(
      '"',
      '""',
      ',',
      '\t',
      '\n',
      '\r\n',
      '\r',
      ' ',
      '\\',
      '{"a":1}',
      '[',
      ']',
      '{',
      '}',
      ':',
      'é',
      '€',
      '😀',
      'a',
      'word',
      '\0',
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

const formats: Format[] = [
  { kind: 'table', delimiter: ',', quoting: true, escaping: 'doubled', skip: 0 },
  { kind: 'table', delimiter: '\t', quoting: false, escaping: 'doubled', skip: 0 },
  { kind: 'json' },
  { kind: 'jsonLines' },
  { kind: 'lines' },
];

function read(format: Format, pieces: readonly string[]): ReadRow[] {
  const rows: ReadRow[] = [];
  const reader = createRowReader(format, (row) => rows.push(row));
  for (const piece of pieces) reader.push(piece);
  reader.end();
  return rows;
}

const pieces = (text: string, cuts: readonly number[]) => {
  const edges = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length];
  return edges.slice(1).map((edge, index) => text.slice(edges[index], edge));
};

describe.each(formats.map((format) => [format.kind, format] as const))('rows of kind %s', (_, format) => {
  test('are the same however the text is cut', () => {
    fc.assert(
      fc.property(tricky, fc.array(fc.nat(200)), (text, cuts) => {
        expect(read(format, pieces(text, cuts))).toEqual(read(format, [text]));
        expect(read(format, [...text.split('')])).toEqual(read(format, [text]));
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});

const contents: [string, string][] = [
  ['a.csv', 'label,text\r\npos,"Größe, 😀 ""so""\r\nund weiter"\r\nneg,œuvre’s\r\npos,"open\r\nneg,last € one\r\n'],
  ['a.tsv', 'pos\tGröße 😀\r\nneg\t"œuvre’s\rpos\tlast € one\n\nneg\tx\ty\n'],
  ['a.json', '[{"label":"pos","text":"Größe 😀 \\"so\\" \\u20ac"},\r\n{"label":"neg","text":"œuvre’s"}, 17]'],
  ['b.json', '{"pos":["Größe 😀"],"neg":["œuvre’s, [or] {not}", "\\\\"]}'],
  ['a.jsonl', '["pos","Größe 😀"]\r\n["neg","œuvre’s"]\r\n["neg"'],
];

test.each(contents)('%s gives the same import however its bytes are cut', async (name, text) => {
  const cutFiles = fc.record({
    encoding: fc.constantFrom<Encoding>(...encodings),
    mark: fc.boolean(),
    cuts: fc.array(fc.nat(400), { maxLength: 30 }),
  });
  await fc.assert(
    fc.asyncProperty(cutFiles, async ({ encoding, mark, cuts }) => {
      const content = representable(text, encoding);
      const isUnicode = encoding.startsWith('utf-');
      const bytes = encode(content, encoding, { mark: mark && isUnicode });
      const whole = await importFiles([file(name, content)]);
      const cut = await importFiles([file(name, bytes, cuts)], isUnicode ? {} : { encoding });
      expect(cut).toEqual(whole);
      expect(whole.ok).toBe(true);
    }),
    { numRuns: 60, seed: 2 },
  );
});

test.each(contents)('%s gives the same import byte by byte', async (name, text) => {
  const bytes = encode(text, 'utf-8');
  expect(await importFiles([file(name, bytes, [...bytes.keys()])])).toEqual(await importFiles([file(name, bytes)]));
});
