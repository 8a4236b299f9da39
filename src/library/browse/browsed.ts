// What is browsed: a corpus, what an experiment makes of it, and how long its texts are.

import type { SharedSettings } from '../../experiment/experiment';
import type { Corpus } from '../../text/corpus';
import { type Dataset, prepareDataset } from '../../text/dataset';
import { tokenize } from '../../text/tokenizer';
import type { Page } from './browse-protocol';
import type { PartName } from './part-names';

export interface Browsed {
  corpus: Corpus;
  dataset: Dataset;
  /** [corpus texts], uncut. */
  tokenCounts: Uint32Array;
}

/** Throws where the corpus cannot be split. */
export function browse(corpus: Corpus, shared: SharedSettings, tokenCounts = countTokens(corpus, shared)): Browsed {
  return { corpus, dataset: prepareDataset(corpus, shared), tokenCounts };
}

export const countTokens = (corpus: Corpus, { tokens }: Pick<SharedSettings, 'tokens'>): Uint32Array =>
  Uint32Array.from(corpus.texts, (text) => tokenize(text, tokens).length);

/** The label that a text of a part has by itself, before any noise. */
export function trueLabelId({ corpus, dataset }: Browsed, part: PartName, position: number): number {
  return (corpus.trueLabelIds ?? corpus.labelIds)[dataset.positions[part][position]!]!;
}

/** Case and Unicode's forms make no difference to a search. */
export const folded = (text: string) => text.normalize('NFC').toLowerCase();

export const pageSize = 50;

/** Where a page of `total` items begins; a page beyond the last becomes the last. */
export function pageOf(total: number, page: number): Page {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const inside = Math.min(Math.max(0, page), pages - 1);
  return { total, page: inside, pages, first: inside * pageSize };
}
