// What can be wrong with a person's file, as data: the page has a sentence for each kind.

import { listedRejections } from './limits';

/** Why a row is left out while the others are kept. */
export const rejectReasons = [
  /** A quoted cell never ends, or goes on after its closing quote. */
  'unclosedQuote',
  /** More or fewer cells than there are columns. */
  'columnCount',
  /** The text has no visible character. */
  'emptyText',
  'emptyLabel',
  /** The label says that there is none, and such rows are left out by choice. */
  'missingLabel',
  /** The label is none of the most frequent ones, which alone are kept by choice. */
  'rareLabel',
  /** Label or text holds a NUL character. */
  'nulByte',
  /** More than `maxLineLength` characters. */
  'lineTooLong',
  'invalidJson',
  /** The JSON file ends inside this row: it, and any that followed, could not be read. */
  'unfinishedJson',
  /** JSON, but neither an object nor a list as the other rows are. */
  'notARow',
  /** Label or text is a list or an object. */
  'notText',
] as const;
export type RejectReason = (typeof rejectReasons)[number];

export interface RejectedRow {
  /** Name of the file. */
  file: string;
  /** 1 for the file's first row; header and empty rows count, a row that spans lines is one. */
  row: number;
  reason: RejectReason;
  /** With `columnCount`: the row's cells, and the columns there are. */
  cells?: { found: number; expected: number };
}

export interface RejectedRows {
  total: number;
  /** Reasons that occurred, in the order of `rejectReasons`. */
  byReason: readonly { reason: RejectReason; count: number }[];
  /** The first `listedRejections`, in the files' order. */
  first: readonly RejectedRow[];
}

/** What a file that holds no text turned out to be, where its first bytes say it. */
export type BinaryFormat = 'office' | 'pdf' | 'archive' | 'image';

/** Why nothing is imported. */
export type ImportFailure =
  | { kind: 'noFiles' }
  /** One row of so many would do; null where nothing does. */
  | { kind: 'tooLarge'; bytes: number; maxBytes: number; every: number | null }
  | { kind: 'tooManyRows'; maxRows: number; every: number }
  | { kind: 'binaryFile'; file: string; format: BinaryFormat | null }
  /** Several files are all tables of one shape, or all texts; these are tables among texts. */
  | { kind: 'tablesAndTexts'; files: readonly string[] }
  /** No row at all, or none that is good. */
  | { kind: 'noRows' }
  /** `columns` is how many there are. */
  | { kind: 'noTextColumn'; columns: number }
  | { kind: 'noLabelColumn'; columns: number }
  | { kind: 'sameColumn'; column: number }
  | { kind: 'singleClass'; label: string }
  /** Reading stopped at the row with the first label too many. `labels` are those before it. */
  | { kind: 'tooManyClasses'; file: string; row: number; labels: readonly string[]; maxClasses: number }
  /** Files that are read together have other columns than the first of them. */
  | { kind: 'otherColumns'; file: string; first: string }
  /** The file could not be read, or changed while it was. */
  | { kind: 'unreadable'; file: string; detail: string }
  | { kind: 'cancelled' };

/** Ends an import from within; `importFiles` and `inspectFiles` turn it into their result. */
export class ImportStopped extends Error {
  constructor(readonly failure: ImportFailure) {
    super(failure.kind);
  }
}

export interface RejectionLog {
  add(rejected: RejectedRow): void;
  report(): RejectedRows;
}

export function startRejectionLog(): RejectionLog {
  const counts = new Map<RejectReason, number>();
  const first: RejectedRow[] = [];
  return {
    add(rejected) {
      counts.set(rejected.reason, (counts.get(rejected.reason) ?? 0) + 1);
      if (first.length < listedRejections) first.push(rejected);
    },
    report: () => ({
      total: [...counts.values()].reduce((sum, count) => sum + count, 0),
      byReason: rejectReasons.flatMap((reason) => {
        const count = counts.get(reason);
        return count === undefined ? [] : [{ reason, count }];
      }),
      first: [...first],
    }),
  };
}
