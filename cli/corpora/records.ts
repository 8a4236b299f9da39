// The measured numbers between two measurements: one line of JSON a corpus.

import { type CorpusName, corpora } from '../../src/experiment/experiment';
import type { Measured } from './measure';
import text from './measured.jsonl?raw';

export const recordsFile = 'cli/corpora/measured.jsonl';

/** As last written; a corpus may be missing. */
export function readRecords(): Map<CorpusName, Measured> {
  const records = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Measured);
  return new Map(records.map((record) => [record.corpus, record]));
}

/** In the order of the catalogue, whatever was measured last. */
export function printRecords(records: ReadonlyMap<CorpusName, Measured>): string {
  const present = corpora.filter((name) => records.has(name));
  return present.map((name) => `${JSON.stringify(records.get(name))}\n`).join('');
}
