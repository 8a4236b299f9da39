// What a person sets by hand about an import, and how it is watched. Everything that is not set is guessed.

import type { Encoding } from '../bytes/encoding';
import type { Kind } from '../readers/formats';
import type { Delimiter } from '../readers/table-reader';

export interface ImportOptions {
  /** What the corpus is called, instead of the files' name. */
  name?: string;
  kind?: Kind;
  encoding?: Encoding;
  delimiter?: Delimiter;
  /** Whether double quotes delimit cells. */
  quoting?: boolean;
  hasHeader?: boolean;
  /** Where a label stands in its line. */
  labelSide?: 'first' | 'last';
  /** Positions among the columns of the inspection made with the same kind and delimiter. */
  labelColumn?: number;
  textColumn?: number;
  /** Put before the text; null for none. */
  titleColumn?: number | null;
  /** Says which part of the split a row belongs to; null for none. */
  splitColumn?: number | null;
  /** Whether each of several files is a part of the split, as its name says. */
  splitByFile?: boolean;
  labelPart?: 'whole' | 'coarse';
  /** Whether spellings of one label are one. */
  mergeLabels?: boolean;
  /** Whether rows whose label says that there is none are left out. */
  leaveOutMissing?: boolean;
  /** How many labels are kept, the most frequent ones. */
  mostFrequent?: number;
  /** One row of so many is taken, where there are too many. */
  every?: number;
  /** Whether what is left of HTML is taken out of texts. */
  plainText?: boolean;
}

export interface ImportProgress {
  /** Each goes through all bytes once; `choosing` only for files of more rows than are kept. */
  phase: 'checking' | 'reading' | 'choosing';
  bytes: number;
  totalBytes: number;
}

export interface ImportWatch {
  /** Called for every chunk of some ten kilobytes. */
  onProgress?: ((progress: ImportProgress) => void) | undefined;
  signal?: AbortSignal | undefined;
}
