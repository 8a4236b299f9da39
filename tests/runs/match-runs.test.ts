// Which run continues which.

import { expect, test } from 'vitest';
import { matchRuns } from '../../src/runs/match-runs';

test('a run whose settings changed is still the run in its place', () => {
  expect(matchRuns(['a', 'b'], ['a', 'c'])).toEqual([0, 1]);
});

test('removing the first run moves the others up', () => {
  expect(matchRuns(['a', 'b', 'c'], ['b', 'c'])).toEqual([1, 2]);
});

test('runs that change places take their curves along', () => {
  expect(matchRuns(['a', 'b', 'c'], ['c', 'b', 'a'])).toEqual([2, 1, 0]);
});

test('a duplicate is a new run, and the original stays', () => {
  expect(matchRuns(['a', 'b'], ['a', 'a', 'b'])).toEqual([0, -1, 1]);
});

test('of two equal runs the one that is left alone keeps its place', () => {
  expect(matchRuns(['a', 'a'], ['b', 'a'])).toEqual([0, 1]);
  expect(matchRuns(['a', 'a'], ['a', 'b'])).toEqual([0, 1]);
});

test('when everything changed, runs are matched by place', () => {
  expect(matchRuns(['a', 'b'], ['c', 'd', 'e'])).toEqual([0, 1, -1]);
});
