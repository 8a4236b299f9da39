// Remembers looks at test sets in the browser's storage, which may be missing, full or spoiled.

import { type RunId, runIds } from '../experiment/experiment';
import { stream } from '../experiment/random';

/** Which weights of a training were evaluated: after its last epoch, or after that of the lowest validation loss. */
export const weightChoices = ['final', 'best'] as const;
export type WeightChoice = (typeof weightChoices)[number];

/** One time that somebody saw what a run makes of test texts. No number that was seen is kept, to choose by. */
export interface Look {
  /** The test sets that were seen, as `shortKey` of their keys: one, unless seeds move the data. */
  testSets: readonly string[];
  /** What was seen of them, as `shortKey` of each training's key and epoch. */
  seen: readonly string[];
  run: RunId;
  /** What the run was called then. */
  name: string;
  weights: WeightChoice;
  /** In milliseconds, as of Date.now(). */
  at: number;
}

export interface LookMemory {
  /** The oldest first; as they are now, other tabs look too. */
  all(): readonly Look[];
  add(look: Look): void;
}

/** The part of Storage that is used. */
export type LookStorage = Pick<Storage, 'getItem' | 'setItem'>;

export const looksKey = 'regularization-playground.test-looks.1';

/** Of all test sets together. */
export const mostLooks = 200;

/** Some thirteen characters for a key of any length, different for different keys but by a chance of 2⁻⁶⁴. */
export function shortKey(key: string): string {
  const source = stream(0, 'look', key);
  return source.uint32(0).toString(36) + source.uint32(1).toString(36).padStart(7, '0');
}

/** The looks at any of these test sets. */
export const looksAt = (looks: readonly Look[], testSets: readonly string[]): Look[] =>
  looks.filter((look) => look.testSets.some((testSet) => testSets.includes(testSet)));

/** Whether there is nothing in it that was not seen before: seeing it again lets nobody choose by more luck. */
export const isSeen = (looks: readonly Look[], seen: readonly string[]): boolean =>
  seen.every((key) => looks.some((look) => look.seen.includes(key)));

/** @param storage may throw, as in private windows; then looks are remembered as long as the page is open */
export function createLookMemory(storage: () => LookStorage): LookMemory {
  /** What could not be stored. */
  let unkept: readonly Look[] = [];
  const all = () => [...read(storage), ...unkept].slice(-mostLooks);
  return {
    all,
    add(look) {
      try {
        storage().setItem(looksKey, JSON.stringify([...all(), look].slice(-mostLooks)));
        unkept = [];
      } catch {
        unkept = [...unkept, look].slice(-mostLooks);
      }
    },
  };
}

function read(storage: () => LookStorage): readonly Look[] {
  try {
    const found: unknown = JSON.parse(storage().getItem(looksKey) ?? '[]');
    return Array.isArray(found) ? found.filter(isLook) : [];
  } catch {
    return [];
  }
}

function isLook(value: unknown): value is Look {
  if (typeof value !== 'object' || value === null) return false;
  const { testSets, seen, run, name, weights, at } = value as Record<string, unknown>;
  return (
    areTexts(testSets) &&
    areTexts(seen) &&
    (runIds as readonly unknown[]).includes(run) &&
    typeof name === 'string' &&
    (weightChoices as readonly unknown[]).includes(weights) &&
    typeof at === 'number' &&
    Number.isFinite(at)
  );
}

const areTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');
