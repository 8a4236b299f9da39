// The cache of finished curves.

import { expect, test } from 'vitest';
import { createResultCache, type FinishedTraining } from '../../src/runs/result-cache';

const training = (fingerprint: string): FinishedTraining => ({
  results: [],
  fingerprint,
  backend: null,
  data: null,
  mistakes: null,
  ending: null,
});

test('the cache forgets the curve unused for longest', () => {
  const cache = createResultCache(2);
  cache.set('a', training('1'));
  cache.set('b', training('2'));
  expect(cache.get('a')?.fingerprint).toBe('1');
  cache.set('c', training('3'));
  expect(cache.get('b')).toBeUndefined();
  expect(cache.get('a')?.fingerprint).toBe('1');
  expect(cache.get('c')?.fingerprint).toBe('3');
});

test('a curve set again replaces the old one and takes no further room', () => {
  const cache = createResultCache(2);
  cache.set('a', training('1'));
  cache.set('b', training('2'));
  cache.set('b', training('3'));
  expect(cache.get('a')).toBeDefined();
  expect(cache.get('b')?.fingerprint).toBe('3');
});

test('the curves of six runs of twenty seeds are kept, and some more', () => {
  const cache = createResultCache();
  for (let i = 0; i < 151; i++) cache.set(`${i}`, training(''));
  expect(cache.get('0')).toBeUndefined();
  expect(cache.get('1')).toBeDefined();
});

test('what is deleted or cleared is gone', () => {
  const cache = createResultCache();
  cache.set('a', training('1'));
  cache.set('b', training('2'));
  cache.delete('a');
  expect(cache.get('a')).toBeUndefined();
  cache.clear();
  expect(cache.get('b')).toBeUndefined();
});
