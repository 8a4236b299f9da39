// What the import worker does with its messages, apart from being a worker.

import { messageOf } from '../experiment/error-message';
import { importFiles } from '../text/import/import-files';
import { inspectFiles } from '../text/import/inspect-files';
import type { ImportProgress } from '../text/import/plan';
import type {
  FromImportWorker,
  LibraryAnswers,
  LibraryImportResult,
  LibraryRequest,
  RequestId,
  ToImportWorker,
} from './protocol';
import { forget, forgetAll, list, type StoredCorpus, save, summaryOf } from './store';

export interface ImportHost {
  receive(message: ToImportWorker): void;
}

/** Often enough for a smooth bar. */
const progressEveryMs = 50;

export function createImportHost(send: (message: FromImportWorker) => void): ImportHost {
  const running = new Map<RequestId, AbortController>();

  async function answer(id: RequestId, request: LibraryRequest): Promise<void> {
    const abort = new AbortController();
    running.set(id, abort);
    try {
      send({ type: 'answer', id, answer: await perform(request, abort.signal, progressSender(id)) });
    } catch (error) {
      send({ type: 'failed', id, detail: messageOf(error) });
    } finally {
      running.delete(id);
    }
  }

  function progressSender(id: RequestId): (progress: ImportProgress) => void {
    let sentAt = Number.NEGATIVE_INFINITY;
    let phase: ImportProgress['phase'] | undefined;
    return (progress) => {
      const now = performance.now();
      if (progress.phase === phase && now - sentAt < progressEveryMs) return;
      sentAt = now;
      phase = progress.phase;
      send({ type: 'progress', id, progress });
    };
  }

  return {
    receive(message) {
      if (message.type === 'cancel') running.get(message.id)?.abort();
      else void answer(message.id, message.request);
    },
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
  const { kind, rejected, invalidBytes, tokens } = imported;
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
    importedAt: Date.now(),
  };
  const saved = await save(corpus, signal);
  if (saved.ok) return { ok: true, corpus: { ...summaryOf(corpus), kind, rejected, invalidBytes } };
  if (saved.failure.kind === 'cancelled') return { ok: false, failure: { kind: 'cancelled' }, rejected };
  return { ok: false, failure: { kind: 'storage', storage: saved.failure }, rejected };
}
