// Finished trainings kept in this browser by their key, over reloads: asked for in one go, written while the page
// has nothing else to do. Where the browser keeps nothing, there is nothing, and nobody is told.

import { attempt, type StoreResult } from '../storage/database';
import {
  countTrainings,
  forgetTrainings,
  type KeptBounds,
  type KeptChange,
  readKeys,
  readTrainings,
  writeTrainings,
} from './kept-database';
import type { FinishedTraining } from './result-cache';
import type { Satchel } from './satchel';

export interface KeptResults {
  /** What is kept of these keys, and not what another version of the engine computed. Never rejects. */
  getMany(keys: readonly string[]): Promise<ReadonlyMap<string, FinishedTraining>>;
  /** Keeps a training, in the place of what was kept of its key. Returns at once, and writes later. */
  put(key: string, training: FinishedTraining): void;
  /** From now on `getMany` knows nothing of these keys. */
  forget(keys: readonly string[]): void;
  /** Forgets whatever was trained on texts with one of these checksums. */
  forgetTexts(checksums: readonly string[]): Promise<StoreResult<void>>;
  /** Removes all of them from this browser. */
  forgetAll(): Promise<StoreResult<void>>;
  /** How many are written. */
  count(): Promise<StoreResult<number>>;
  /** The page goes: what is not written yet is packed. */
  pack(): void;
}

export interface KeptOptions {
  /** The version of the engine: results of another one are never brought back. */
  engine: string;
  bounds?: KeptBounds;
  /** Carries over a reload what is not written yet; by default nothing does. */
  satchel?: Satchel;
  /** Runs something once the page has nothing else to do. */
  whenIdle?: (run: () => void) => void;
}

/** A sweep is sixty trainings. One of 30 epochs takes 12 kB, one of 500 epochs 180. */
const defaultBounds: KeptBounds = { trainings: 3000, bytes: 100_000_000 };

/** Trainings in one write: packing them takes a few milliseconds. */
const atOnce = 10;

export function keepResults(options: KeptOptions): KeptResults {
  const { engine, bounds = defaultBounds, satchel, whenIdle = inIdleTime } = options;
  /** What the database does not know yet. */
  const waiting = new Map<string, KeptChange>();
  let writing: Promise<void> | null = null;

  function change(key: string, what: KeptChange) {
    // Also moves it to the end.
    waiting.delete(key);
    waiting.set(key, what);
    writing ??= soon();
  }

  const soon = () => new Promise<void>((resolve) => whenIdle(() => void write().then(resolve)));

  async function write(): Promise<void> {
    const changes = new Map([...waiting].slice(0, atOnce));
    // What cannot be written is trained again some day.
    await attempt(() => writeTrainings(engine, changes, bounds));
    for (const [key, what] of changes) if (waiting.get(key) === what) waiting.delete(key);
    if (waiting.size > 0) return soon();
    writing = null;
  }

  /** Waits for what is being written, so that it does not come after. */
  async function settled() {
    while (writing) await writing;
  }

  for (const [key, what] of satchel?.unpack() ?? []) change(key, what);

  return {
    async getMany(keys) {
      const found = new Map<string, FinishedTraining>();
      const asked = keys.filter((key) => {
        const what = waiting.get(key);
        if (typeof what === 'object') found.set(key, what);
        return what === undefined || what === 'used';
      });
      if (asked.length === 0) return found;
      const read = await attempt(() => readTrainings(engine, asked));
      // A write throws away what is of another version.
      if (read.ok && read.value === null) writing ??= soon();
      for (const [key, training] of (read.ok && read.value) || []) {
        const since = waiting.get(key);
        if (since === 'forgotten') continue;
        found.set(key, typeof since === 'object' ? since : training);
        if (since === undefined) change(key, 'used');
      }
      return found;
    },
    put: change,
    forget(keys) {
      for (const key of keys) change(key, 'forgotten');
    },
    forgetTexts: (checksums) =>
      attempt(async () => {
        await settled();
        const keys = await readKeys();
        const own = keys.filter((key) => checksums.some((checksum) => key.includes(checksum)));
        if (own.length > 0) await writeTrainings(engine, new Map(own.map((key) => [key, 'forgotten'])), bounds);
      }),
    forgetAll: () =>
      attempt(async () => {
        waiting.clear();
        await settled();
        await forgetTrainings();
      }),
    count: () => attempt(countTrainings),
    pack: () => satchel?.pack(waiting),
  };
}

/** Some browsers do not know when they are idle. */
function inIdleTime(run: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(run, { timeout: 1000 });
  else setTimeout(run, 50);
}
