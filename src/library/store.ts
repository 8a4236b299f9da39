// Imported corpora, kept in this browser by their checksum. Works in the page and in workers.

import { attempt, type DatabaseDescription, deleteDatabase, type StoreResult, transact } from '../storage/database';

const corpora: DatabaseDescription = {
  name: 'regularization-playground',
  create: (database) => void database.createObjectStore('corpora', { keyPath: 'checksum' }),
  stores: ['corpora'],
};

export interface StoredCorpus {
  /** Over labels and texts of all good rows: 16 hexadecimal digits. */
  checksum: string;
  name: string;
  /** Good rows of the files, kept or not. */
  rows: number;
  labels: readonly string[];
  /** [texts], positions in `labels`. */
  labelIds: Uint8Array;
  texts: readonly string[];
  /** Good rows by label. */
  classCounts: readonly number[];
  /** Position n holds how many kept texts have n tokens, the last how many have more. */
  lengthHistogram: Uint32Array;
  /** `rows` where the texts are a sample of them; null where they are all. */
  sampledFrom: number | null;
  tokens: 'word' | 'character';
  /** [texts], positions in `partNames`: the split that the files give; null or absent where it is left to the page. */
  parts?: Uint8Array | null;
  /** Texts that are copies of another one before them; absent where nobody counted. */
  copies?: number;
  /** Milliseconds since 1970. */
  importedAt: number;
}

/** All but the texts themselves. */
export interface CorpusSummary extends Omit<StoredCorpus, 'texts' | 'labelIds' | 'parts'> {
  keptTexts: number;
  /** Whether the files give the split. */
  hasParts: boolean;
}

export function summaryOf({ texts, labelIds: _, parts, ...rest }: StoredCorpus): CorpusSummary {
  return { ...rest, keptTexts: texts.length, hasParts: Boolean(parts) };
}

/** Replaces a corpus of the same checksum. Nothing is saved where the signal comes first, or anything fails. */
export function save(corpus: StoredCorpus, signal?: AbortSignal): Promise<StoreResult<void>> {
  return attempt(() => transact(corpora, 'readwrite', (store) => void store.put(corpus), signal));
}

/** Null where it is not in this browser. */
export function load(checksum: string): Promise<StoreResult<StoredCorpus | null>> {
  return attempt(async () => {
    const request: IDBRequest<StoredCorpus | undefined> = await transact(corpora, 'readonly', (store) =>
      store.get(checksum),
    );
    return request.result ?? null;
  });
}

/** Whether a corpus is in this browser. Cheap, also on the page's thread. */
export function isKept(checksum: string): Promise<StoreResult<boolean>> {
  return attempt(async () => (await transact(corpora, 'readonly', (store) => store.count(checksum))).result > 0);
}

/** The last imported first. It reads the texts on its way: not on the page's thread where they may be many. */
export function list(): Promise<StoreResult<CorpusSummary[]>> {
  return attempt(async () => {
    const summaries: CorpusSummary[] = [];
    await transact(corpora, 'readonly', (store) => {
      // One by one: together they may be too much.
      const request = store.openCursor();
      request.onsuccess = () => {
        const cursor = request.result;
        if (!cursor) return;
        summaries.push(summaryOf(cursor.value));
        cursor.continue();
      };
    });
    return summaries.sort((a, b) => b.importedAt - a.importedAt);
  });
}

/** Removes every trace of a corpus; all is well where there is none. */
export function forget(checksum: string): Promise<StoreResult<void>> {
  return attempt(() => transact(corpora, 'readwrite', (store) => void store.delete(checksum)));
}

/** Removes all corpora and the database. */
export function forgetAll(): Promise<StoreResult<void>> {
  return attempt(async () => {
    await transact(corpora, 'readwrite', (store) => void store.clear());
    await deleteDatabase(corpora);
  });
}
