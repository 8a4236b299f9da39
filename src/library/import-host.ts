// What the import worker does with its messages, apart from being a worker.

import { messageOf } from '../experiment/error-message';
import type { ImportProgress } from '../text/import/guess/import-options';
import { importFiles } from '../text/import/import-files';
import { inspectFiles } from '../text/import/inspect-files';
import { answerCalls } from '../workers/answer-calls';
import type {
  FromImportWorker,
  ImportProtocol,
  LibraryAnswers,
  LibraryImportResult,
  LibraryRequest,
  ToImportWorker,
} from './protocol';
import { forget, forgetAll, list, type StoredCorpus, save, summaryOf } from './store';

export interface ImportHost {
  receive(message: ToImportWorker): Promise<void>;
}

/** Often enough for a smooth bar. */
const progressEveryMs = 50;

export function createImportHost(send: (message: FromImportWorker) => void): ImportHost {
  return {
    receive: answerCalls<ImportProtocol>({
      send,
      perform: (request, signal, onProgress) => perform(request, signal, throttled(onProgress)),
      failureOf: messageOf,
    }),
  };
}

/** The beginning of a phase is told at once. */
function throttled(tell: (progress: ImportProgress) => void): (progress: ImportProgress) => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  let phase: ImportProgress['phase'] | undefined;
  return (progress) => {
    const now = performance.now();
    if (progress.phase === phase && now - toldAt < progressEveryMs) return;
    toldAt = now;
    phase = progress.phase;
    tell(progress);
  };
}

function perform(
  request: LibraryRequest,
  signal: AbortSignal,
  onProgress: (progress: ImportProgress) => void,
): Promise<LibraryAnswers[keyof LibraryAnswers]> {
  switch (request.type) {
    case 'inspect':
      return inspectFiles(request.files, request.options, { signal, onProgress });
    case 'import':
      return importAndSave(request, signal, onProgress);
    case 'list':
      return list();
    case 'forget':
      return forget(request.checksum);
    case 'forgetAll':
      return forgetAll();
  }
}

async function importAndSave(
  { files, options }: LibraryRequest & { type: 'import' },
  signal: AbortSignal,
  onProgress: (progress: ImportProgress) => void,
): Promise<LibraryImportResult> {
  const imported = await importFiles(files, options, { signal, onProgress });
  if (!imported.ok) return imported;
  const { kind, rejected, invalidBytes, tokens, parts, copies, questions } = imported;
  const { checksum, name, rows, labels, labelIds, texts, classCounts, lengthHistogram, sampledFrom } = imported;
  const corpus: StoredCorpus = {
    checksum,
    name,
    rows,
    labels,
    labelIds,
    texts,
    classCounts,
    lengthHistogram,
    sampledFrom,
    tokens,
    parts,
    copies,
    importedAt: Date.now(),
  };
  const saved = await save(corpus, signal);
  if (saved.ok) return { ok: true, corpus: { ...summaryOf(corpus), kind, rejected, invalidBytes, questions } };
  if (saved.failure.kind === 'cancelled') return { ok: false, failure: { kind: 'cancelled' }, rejected };
  return { ok: false, failure: { kind: 'storage', storage: saved.failure }, rejected };
}
