// Files are read in the encoding that they are in.

import { describe, expect, test } from 'vitest';
import { decideEncoding } from '../../../src/text/import/bytes/decide-encoding';
import { createDecoder, type Encoding } from '../../../src/text/import/bytes/encoding';
import { startSurvey } from '../../../src/text/import/bytes/survey';
import { inspectFiles } from '../../../src/text/import/inspect-files';
import { encode, file, imported, importOne, rowsOf } from './sources';

const latin = 'pos\tC’était très réussi, à 3 €\nneg\tUne œuvre ratée\npos\tDéjà vu, mais bien\n';
const chinese = '好评\t这是一部非常好看的电影\n差评\t故事无聊透顶\n好评\t值得再看一遍\n';

const readAs = async (bytes: Uint8Array) => {
  const inspection = await inspectFiles([file('a.tsv', bytes)]);
  return inspection.ok ? inspection.files[0]!.encoding : inspection.failure;
};

test.each<[string, Encoding, boolean, string]>([
  ['UTF-8', 'utf-8', false, latin],
  ['UTF-8 with a mark', 'utf-8', true, latin],
  ['UTF-16 LE with a mark', 'utf-16le', true, latin],
  ['UTF-16 BE with a mark', 'utf-16be', true, latin],
  ['UTF-16 LE', 'utf-16le', false, latin],
  ['UTF-16 BE', 'utf-16be', false, latin],
  ['Windows-1252', 'windows-1252', false, latin],
  ['Chinese in UTF-8', 'utf-8', false, chinese],
  ['Chinese in UTF-16 LE with a mark', 'utf-16le', true, chinese],
  ['Chinese in UTF-16 LE', 'utf-16le', false, chinese],
  ['Chinese in UTF-16 BE', 'utf-16be', false, chinese],
])('%s is recognized and gives the same texts', async (_, encoding, mark, text) => {
  const bytes = encode(text, encoding, { mark });
  expect(await readAs(bytes)).toBe(encoding);
  const result = await importOne('a.tsv', bytes);
  expect(result).toEqual(await importOne('a.tsv', text));
  expect(imported(result).texts).toHaveLength(3);
});

test('all 256 bytes of Windows-1252 are read as the Encoding Standard has them', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  // Node's own decoder is right only when it streams.
  const expected = new TextDecoder('windows-1252').decode(bytes, { stream: true });
  expect(createDecoder('windows-1252').decode(bytes)).toBe(expected);
  expect(expected.charCodeAt(0x80)).toBe(0x20ac);
});

test('the last byte of a long file still decides', async () => {
  const plain = 'pos\tplain words\nneg\tmore of them\n'.repeat(60_000);
  const result = await importOne('a.tsv', encode(`${plain}pos\té`, 'windows-1252'));
  expect(plain.length).toBeGreaterThan(2 ** 20);
  expect(imported(result).rows).toBe(120_001);
  expect(await readAs(encode(`${plain}pos\té`, 'windows-1252'))).toBe('windows-1252');
});

test('a few damaged places do not turn a UTF-8 file into another', async () => {
  const bytes = encode(`${chinese}差评\tdamaged X here\n`, 'utf-8');
  bytes[bytes.indexOf('X'.charCodeAt(0))] = 0xff;
  const result = await importOne('a.tsv', bytes);
  expect(rowsOf(result).at(-1)).toEqual(['差评', 'damaged \ufffd here']);
  expect(imported(result).invalidBytes).toBe(1);
});

test('an encoding can be chosen', async () => {
  const result = await importOne('a.tsv', encode('pos\tréussi\nneg\traté\n', 'utf-8'), { encoding: 'windows-1252' });
  expect(rowsOf(result)[0]).toEqual(['pos', 'rÃ©ussi']);
});

describe('the survey finds as many invalid bytes as a decoder replaces', () => {
  const survey = (bytes: readonly number[]) => {
    const surveyor = startSurvey();
    surveyor.add(Uint8Array.from(bytes));
    return surveyor.finish();
  };

  test.each([
    ['overlong', [0xc0, 0xaf], 2],
    ['overlong in three bytes', [0xe0, 0x80, 0xaf], 3],
    ['a surrogate', [0xed, 0xa0, 0x80], 3],
    ['beyond Unicode', [0xf4, 0x90, 0x80, 0x80], 4],
    ['cut at the end', [0x41, 0xe2, 0x82], 2],
    ['cut in the middle', [0xe2, 0x82, 0x41], 2],
    ['cut by another character', [0xe2, 0xc3, 0xa9], 1],
    ['none', [0xf0, 0x9f, 0x98, 0x80, 0xc3, 0xa9], 0],
  ])('%s', (_, bytes, invalid) => {
    expect(survey(bytes).invalid).toBe(invalid);
    const replaced = new TextDecoder().decode(Uint8Array.from(bytes)).includes('\ufffd');
    expect(replaced).toBe(invalid > 0);
  });

  test('and every valid character of several bytes', () => {
    expect(survey([0xf0, 0x9f, 0x98, 0x80, 0xc3, 0xa9, 0x41, 0xe2, 0x82, 0xac]).multibyte).toBe(3);
  });

  test('and decides by it', () => {
    expect(decideEncoding(survey([0x63, 0x61, 0x66, 0xe9])).encoding).toBe('windows-1252');
    expect(decideEncoding(survey([0x63, 0x61, 0x66, 0xc3, 0xa9])).encoding).toBe('utf-8');
    expect(decideEncoding(survey([])).encoding).toBe('utf-8');
  });
});
