// Parts of the page take turns: each in a task of its own, once, with what it asked for last.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTurns } from '../../src/panels/turns';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('each has a task of its own, in the order of asking, with what it asked for last', () => {
  const turns = createTurns();
  const done: string[] = [];
  const [one, other] = [{}, {}];
  turns.take(one, () => done.push('one, first'));
  turns.take(other, () => done.push('other'));
  turns.take(one, () => done.push('one, then'));
  expect(done).toEqual([]);
  vi.advanceTimersToNextTimer();
  expect(done).toEqual(['one, then']);
  vi.advanceTimersToNextTimer();
  expect(done).toEqual(['one, then', 'other']);
  expect(vi.getTimerCount()).toBe(0);
});

test('who leaves has no turn, and an action that fails takes no one else’s', () => {
  const turns = createTurns();
  const done: string[] = [];
  const gone = {};
  turns.take({}, () => {
    throw new Error('a drawing that failed');
  });
  turns.take(gone, () => done.push('gone'));
  turns.take({}, () => done.push('last'));
  turns.leave(gone);
  expect(() => vi.advanceTimersToNextTimer()).toThrow('a drawing that failed');
  vi.runAllTimers();
  expect(done).toEqual(['last']);
});

test('what asks in its own turn comes after all others', () => {
  const turns = createTurns();
  const done: number[] = [];
  const again = {};
  turns.take(again, () => {
    done.push(1);
    turns.take(again, () => done.push(3));
  });
  turns.take({}, () => done.push(2));
  vi.runAllTimers();
  expect(done).toEqual([1, 2, 3]);
});
