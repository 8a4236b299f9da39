// Public files as people have them, where they lie beside the project.

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readTextFiles } from '../../../cli/text-files';
import { inspectFiles } from '../../../src/text/import/inspect-files';
import { file, imported } from './sources';

const path = (name: string) => fileURLToPath(new URL(`../../../../shared/data/${name}`, import.meta.url));
const isMissing = !existsSync(path('sms-spam.tsv'));
/** As `wc -l` has it. */
const linesOf = (name: string) => readFileSync(path(name), 'utf8').split('\n').length - 1;

test.skipIf(isMissing)('sentence polarity: two files, one a class', async () => {
  const result = imported(await readTextFiles([path('rt-polarity.pos'), path('rt-polarity.neg')]));
  expect(result.name).toBe('rt-polarity');
  expect(result.labels).toEqual(['neg', 'pos']);
  expect(result.classCounts).toEqual([linesOf('rt-polarity.neg'), linesOf('rt-polarity.pos')]);
  expect(result.classCounts).toEqual([5331, 5331]);
  expect(result.rejected.total).toBe(0);
});

test.skipIf(isMissing)('SMS spam: tabs, a header, and quotes that are characters', async () => {
  const result = imported(await readTextFiles([path('sms-spam.tsv')]));
  expect(result.rows).toBe(linesOf('sms-spam.tsv') - 1);
  expect(result.rows).toBe(5574);
  expect(result.labels).toEqual(['ham', 'spam']);
  expect(result.rejected.total).toBe(0);
  const inspection = await inspectFiles([file('sms-spam.tsv', readFileSync(path('sms-spam.tsv')))]);
  expect(inspection).toMatchObject({
    hasHeader: true,
    delimiter: '\t',
    quoting: false,
    columns: [{ name: 'Label' }, { name: 'SMS' }],
    labelColumn: 0,
    textColumn: 1,
  });
});

test('a file that is not there is named', async () => {
  const result = await readTextFiles([path('no-such-file.csv')]);
  expect(result).toMatchObject({ ok: false, failure: { kind: 'unreadable', file: 'no-such-file.csv' } });
});
