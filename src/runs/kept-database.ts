// The browser's database of finished trainings, in which all are of one version of the engine: what is read of it,
// written and thrown away, each in one transaction. Rejects where the browser fails.

import { type DatabaseDescription, deleteDatabase, transact } from '../storage/database';
import { type PackedResults, packResults, unpackResults } from './packed-results';
import type { FinishedTraining } from './result-cache';

/** How much is kept; of more, what is unused for longest goes. */
export interface KeptBounds {
  trainings: number;
  /** Of results and mistakes, as they are stored. */
  bytes: number;
}

/** What becomes of a key: it gets these results, was used again, or is forgotten. */
export type KeptChange = FinishedTraining | 'used' | 'forgotten';

interface StoredTraining extends Omit<FinishedTraining, 'results'> {
  key: string;
  results: PackedResults;
}

/** Apart from the training, so that nothing large is read or written for it. */
interface Use {
  key: string;
  /** Milliseconds since 1970, later for what was used after. */
  usedAt: number;
  bytes: number;
}

interface Totals {
  id: typeof totalsId;
  /** The version that all trainings are of. */
  engine: string;
  trainings: number;
  bytes: number;
}

const totalsId = 'totals';

/** Apart from the corpora, so that it can be deleted as a whole. */
const results: DatabaseDescription = {
  name: 'regularization-playground-results',
  create(database) {
    database.createObjectStore('trainings', { keyPath: 'key' });
    database.createObjectStore('uses', { keyPath: 'key' }).createIndex('usedAt', 'usedAt');
    database.createObjectStore('totals', { keyPath: 'id' });
  },
  stores: ['trainings', 'uses', 'totals'],
};

/**
 * What is kept of these keys; null where all that is kept is of another version. Each is unpacked in a task of its
 * own, so that many do not hold the page up.
 */
export function readTrainings(
  engine: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, FinishedTraining> | null> {
  return transact(results, 'readonly', async (trainings, _, totals) => {
    const found = new Map<string, FinishedTraining>();
    const total = await readTotals(totals!);
    if (total && total.engine !== engine) return null;
    const read = async (key: string) => {
      const stored: StoredTraining | undefined = await answerOf(trainings!.get(key));
      if (stored) found.set(key, unpacked(stored));
    };
    await Promise.all(keys.map(read));
    return found;
  });
}

/** Makes the changes in their order, then throws away what is beyond the bounds, and all of another version. */
export function writeTrainings(
  engine: string,
  changes: ReadonlyMap<string, KeptChange>,
  bounds: KeptBounds,
): Promise<void> {
  return transact(results, 'readwrite', async (trainings, uses, totals) => {
    const sum = (await readTotals(totals!)) ?? { id: totalsId, engine, trainings: 0, bytes: 0 };
    if (sum.engine !== engine) {
      for (const store of [trainings!, uses!]) store.clear();
      Object.assign(sum, { engine, trainings: 0, bytes: 0 });
    }
    const remove = ({ key, bytes }: Use) => {
      trainings!.delete(key);
      uses!.delete(key);
      sum.trainings--;
      sum.bytes -= bytes;
    };
    const now = Date.now();
    for (const [index, [key, change]] of [...changes].entries()) {
      const usedAt = now + index / changes.size;
      const before: Use | undefined = await answerOf(uses!.get(key));
      if (change === 'used') {
        if (before) uses!.put({ ...before, usedAt });
        continue;
      }
      if (before) remove(before);
      if (change === 'forgotten') continue;
      const stored = packed(key, change);
      const use: Use = { key, usedAt, bytes: bytesOf(stored) };
      trainings!.put(stored);
      uses!.put(use);
      sum.trainings++;
      sum.bytes += use.bytes;
    }
    const oldest = uses!.index('usedAt').openCursor();
    while (sum.trainings > bounds.trainings || sum.bytes > bounds.bytes) {
      const cursor = await answerOf(oldest);
      if (!cursor) break;
      remove(cursor.value);
      cursor.continue();
    }
    totals!.put(sum);
  });
}

/** The keys of all that is kept. */
export function readKeys(): Promise<string[]> {
  return transact(results, 'readonly', async (_, uses) => (await answerOf(uses!.getAllKeys())).map(String));
}

/** How many trainings are kept. */
export function countTrainings(): Promise<number> {
  return transact(results, 'readonly', (_, uses) => answerOf(uses!.count()));
}

/** Removes all of them and the database. */
export async function forgetTrainings(): Promise<void> {
  await transact(results, 'readwrite', (...stores) => {
    for (const store of stores) store.clear();
  });
  await deleteDatabase(results);
}

const readTotals = (store: IDBObjectStore): Promise<Totals | undefined> => answerOf(store.get(totalsId));

const packed = (key: string, training: FinishedTraining): StoredTraining => ({
  ...training,
  key,
  results: packResults(training.results),
});

function unpacked({ key: _, ...stored }: StoredTraining): FinishedTraining {
  return { ...stored, results: unpackResults(stored.results) };
}

/** All but what is small and of one size. */
function bytesOf({ key, results, mistakes }: StoredTraining): number {
  const arrays = [...results.map(({ numbers }) => numbers), ...(mistakes ? Object.values(mistakes) : [])];
  return arrays.reduce((sum, { byteLength }) => sum + byteLength, 2 * key.length);
}

function answerOf<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
