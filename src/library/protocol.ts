// The messages between the page and the import worker. Types only.

import type { StoreFailure, StoreResult } from '../storage/database';
import type { RejectedRows } from '../text/import/contract/problems';
import type { ImportOptions, ImportProgress } from '../text/import/guess/import-options';
import type { FailedImport, ImportedTexts } from '../text/import/import-files';
import type { InspectionResult } from '../text/import/inspect-files';
import type { FromCalled, ToCalled } from '../workers/call-protocol';
import type { CorpusSummary } from './store';

export type { Encoding } from '../text/import/bytes/encoding';
export type {
  BinaryFormat,
  ImportFailure,
  RejectedRow,
  RejectedRows,
} from '../text/import/contract/problems';
export type { InspectedFile, Inspection } from '../text/import/inspect-files';
export type { Question } from '../text/import/questions';
export type { Kind } from '../text/import/readers/formats';
export type { Delimiter } from '../text/import/readers/table-reader';
export type { CorpusSummary, ImportOptions, ImportProgress, InspectionResult, StoreFailure, StoreResult };

/** An imported and saved corpus: all but its texts. */
export interface ImportedCorpus
  extends CorpusSummary,
    Pick<ImportedTexts, 'kind' | 'rejected' | 'invalidBytes' | 'questions'> {}

export type LibraryImportResult =
  | { ok: true; corpus: ImportedCorpus }
  | FailedImport
  | { ok: false; failure: LibraryFailure; rejected: RejectedRows };

/** The files are good, but this browser could not keep them. */
export interface LibraryFailure {
  kind: 'storage';
  storage: StoreFailure;
}

export type LibraryRequest =
  | { type: 'inspect'; files: readonly File[]; options: ImportOptions }
  | { type: 'import'; files: readonly File[]; options: ImportOptions }
  | { type: 'list' }
  | { type: 'forget'; checksum: string }
  | { type: 'forgetAll' };

/** What each request is answered with. */
export interface LibraryAnswers {
  inspect: InspectionResult;
  import: LibraryImportResult;
  list: StoreResult<CorpusSummary[]>;
  forget: StoreResult<void>;
  forgetAll: StoreResult<void>;
}

export interface ImportProtocol {
  request: LibraryRequest;
  answers: LibraryAnswers;
  /** A fault of the program, in its words. */
  failure: string;
  progress: ImportProgress;
}

export type ToImportWorker = ToCalled<ImportProtocol>;
export type FromImportWorker = FromCalled<ImportProtocol>;
