// The corpora by name, each fetched when it is first asked for.

import type { CorpusName } from '../../experiment/experiment';
import type { Corpus } from '../corpus';
import { parseLabelledLines } from '../labelled-lines';

/** Each gives the files of a corpus in a fixed order. */
const sources = {
  reviews: async () => (await import('./reviews')).files,
  headlines: async () => (await import('./headlines')).files,
  chinese: async () => (await import('./chinese')).files,
  intents: async () => (await import('./intents')).files,
} satisfies Record<CorpusName, () => Promise<readonly string[]>>;

/** A corpus of the catalogue. Rejects where its chunk cannot be fetched or holds a line that cannot be read. */
export async function loadCorpus(name: CorpusName): Promise<Corpus> {
  const files = await sources[name]();
  const { labels, texts, labelIds, rejected } = parseLabelledLines(files.join('\n'));
  if (rejected.length > 0) throw new Error(`The corpus "${name}" has ${rejected.length} lines that cannot be read.`);
  return { name, labels, texts, labelIds };
}
