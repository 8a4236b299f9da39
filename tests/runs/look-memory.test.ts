// Looks at test sets: what counts as one, and what the browser remembers of them.

import { describe, expect, test } from 'vitest';
import {
  createLookMemory,
  isSeen,
  type Look,
  type LookStorage,
  looksAt,
  looksKey,
  mostLooks,
  shortKey,
} from '../../src/runs/look-memory';

const look = (change: Partial<Look> = {}): Look => ({
  testSets: ['reviews'],
  seen: ['a'],
  run: 'A',
  name: 'plain',
  weights: 'final',
  at: 0,
  ...change,
});

function storageOf(text: string | null = null): LookStorage & { text: string | null } {
  const storage = {
    text,
    getItem: (key: string) => (key === looksKey ? storage.text : null),
    setItem: (_: string, value: string) => {
      storage.text = value;
    },
  };
  return storage;
}

test('looks are of any test set in common', () => {
  const looks = [look(), look({ testSets: ['headlines'] }), look({ testSets: ['seed 1', 'seed 2'] })];
  expect(looksAt(looks, ['reviews'])).toEqual([looks[0]]);
  expect(looksAt(looks, ['seed 2', 'seed 3'])).toEqual([looks[2]]);
  expect(looksAt(looks, ['intents'])).toEqual([]);
});

test('what was seen, in one look or in several, is nothing new; anything beside it is', () => {
  const looks = [look({ seen: ['a', 'b'] }), look({ seen: ['c'] })];
  expect(isSeen(looks, ['b'])).toBe(true);
  expect(isSeen(looks, ['a', 'c'])).toBe(true);
  expect(isSeen(looks, ['a', 'd'])).toBe(false);
});

test('keys differ, and are short, for keys that differ in a letter', () => {
  const keys = Array.from({ length: 2000 }, (_, i) => shortKey(`${'x'.repeat(500)}${i}`));
  expect(new Set(keys).size).toBe(2000);
  expect(Math.max(...keys.map(({ length }) => length))).toBeLessThanOrEqual(14);
});

describe('in the browser', () => {
  test('looks outlive the page, and another tab sees them', () => {
    const storage = storageOf();
    const [here, there] = [createLookMemory(() => storage), createLookMemory(() => storage)];
    here.add(look({ name: 'here' }));
    there.add(look({ name: 'there' }));
    expect(here.all().map(({ name }) => name)).toEqual(['here', 'there']);
    expect(createLookMemory(() => storage).all()).toEqual(here.all());
  });

  test('two hundred are kept, the last', () => {
    const memory = createLookMemory(() => storage);
    const storage = storageOf();
    for (let at = 0; at <= mostLooks; at++) memory.add(look({ at }));
    expect(memory.all()).toHaveLength(200);
    expect(memory.all()[0]!.at).toBe(1);
  });

  test('without a storage they are known until the page is closed', () => {
    const memory = createLookMemory(() => {
      throw new Error('no storage');
    });
    memory.add(look());
    expect(memory.all()).toEqual([look()]);
  });

  test('a storage that is full loses none of this page', () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new Error('full');
      },
    };
    const memory = createLookMemory(() => full);
    memory.add(look());
    memory.add(look({ at: 1 }));
    expect(memory.all().map(({ at }) => at)).toEqual([0, 1]);
  });

  test('what is spoiled is left out', () => {
    for (const text of ['{', '{}', 'null', '3']) {
      expect(createLookMemory(() => storageOf(text)).all()).toEqual([]);
    }
    const spoiled = [
      null,
      { ...look(), testSets: 'reviews' },
      { ...look(), seen: [1] },
      { ...look(), run: 'Z' },
      { ...look(), weights: 'worst' },
      { ...look(), at: 'now' },
      look({ name: 'whole' }),
    ];
    const memory = createLookMemory(() => storageOf(JSON.stringify(spoiled)));
    expect(memory.all()).toEqual([look({ name: 'whole' })]);
  });
});
