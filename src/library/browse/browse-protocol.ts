// The messages between the page and the browse worker, and what they carry. Types only.

import type { RunId, SharedSettings } from '../../experiment/experiment';
import type { DataReport } from '../../text/dataset';
import type { FromCalled, ToCalled } from '../../workers/call-protocol';
import type { PartName } from './part-names';

/** The texts a trained run gets wrong, as positions in each part of the dataset. */
export interface RunMistakes {
  id: RunId;
  training: Uint32Array;
  validation: Uint32Array;
}

export interface ExampleQuery {
  /** Plain substring, in whatever case; empty for all. */
  search: string;
  /** As the network sees it; null for all, and where the corpus has no such label. */
  label: string | null;
  part: PartName | null;
  /** `replaced`: the label is not the text's own. `all`: wrong in every run that has been trained. */
  only: 'replaced' | 'all' | RunId | null;
  /** From 0; beyond the last page it gives the last. */
  page: number;
}

export interface Example {
  part: PartName;
  /** In its part. */
  position: number;
  text: string;
  /** As the network sees it. */
  label: string;
  /** The text's own label where noise replaced it. */
  trueLabel: string | null;
  /** Of the whole text; those beyond the sequence length are not read. */
  tokens: number;
  wrongIn: readonly RunId[];
}

export interface Page {
  total: number;
  /** From 0. */
  page: number;
  pages: number;
  /** Position of the page's first item among all `total`. */
  first: number;
}

export interface ExamplePage extends Page {
  examples: readonly Example[];
}

export type WordOrder = 'count' | 'leaning';

export interface WordQuery {
  /** Plain substring, in whatever case; empty for all. */
  search: string;
  order: WordOrder;
  page: number;
}

export interface Word {
  token: string;
  /** How often it is read in training. */
  count: number;
  /** [labels] */
  byLabel: readonly number[];
  /** Position of the label in which it stands out most. */
  leansTo: number;
  /** By how many standard deviations it does, were words dealt to labels by chance. */
  leaning: number;
}

export interface WordPage extends Page {
  labels: readonly string[];
  words: readonly Word[];
}

export interface Lengths {
  /** Tokens a bin holds: the first from 0 to `binWidth` − 1. */
  binWidth: number;
  /** Texts in each bin, uncut. */
  training: readonly number[];
  validation: readonly number[];
  /** Tokens of the longest text of both. */
  longest: number;
}

export interface Overview {
  labels: readonly string[];
  /** [labels], in the whole corpus. */
  corpusCounts: readonly number[];
  /** [labels] each, by the label that the network sees. */
  counts: Record<PartName, readonly number[]>;
  /** [labels], in no part. */
  unused: readonly number[];
  /** Texts with a label that is not their own. */
  replaced: Record<PartName, number>;
  /** Texts of the corpus that are copies of one before them. */
  copies: number;
  /** Validation and test texts that are copies of a training text. */
  leaked: number;
  /** Whether the texts came with a split of their own. */
  hasOwnSplit: boolean;
  lengths: Lengths;
  report: DataReport;
}

export type BrowseRequest =
  | { type: 'overview'; shared: SharedSettings }
  | { type: 'examples'; shared: SharedSettings; query: ExampleQuery; mistakes: readonly RunMistakes[] }
  | { type: 'words'; shared: SharedSettings; query: WordQuery };

/** What each request is answered with. */
export interface BrowseAnswers {
  overview: Overview;
  examples: ExamplePage;
  words: WordPage;
}

/** Why there is no answer. The page has a sentence for each. */
export type BrowseFailure =
  /** The imported file is not in this browser. */
  { kind: 'missing' } | { kind: 'data'; detail: string } | { kind: 'died'; detail: string };

export interface BrowseProtocol {
  request: BrowseRequest;
  answers: BrowseAnswers;
  failure: BrowseFailure;
  /** Answers come in a moment. */
  progress: never;
}

export type ToBrowseWorker = ToCalled<BrowseProtocol>;
export type FromBrowseWorker = FromCalled<BrowseProtocol>;
