// Throttles and deadlines.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createThrottle } from '../../src/runs/throttle';
import { startDeadline } from '../../src/workers/deadline';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a throttle runs the first request at once and the last of an interval at its end', () => {
  const action = vi.fn();
  const { request } = createThrottle(50, 'both', action);
  request();
  expect(action).toHaveBeenCalledTimes(1);
  request();
  request();
  vi.advanceTimersByTime(49);
  expect(action).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1);
  expect(action).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(1000);
  expect(action).toHaveBeenCalledTimes(2);
});

test('a trailing throttle waits an interval even for the first request', () => {
  const action = vi.fn();
  const throttle = createThrottle(250, 'trailing', action);
  throttle.request();
  expect(throttle.isPending()).toBe(true);
  vi.advanceTimersByTime(249);
  expect(action).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(action).toHaveBeenCalledTimes(1);
  expect(throttle.isPending()).toBe(false);
});

test('flush runs at once instead of later, and cancel never', () => {
  const action = vi.fn();
  const throttle = createThrottle(250, 'trailing', action);
  throttle.request();
  throttle.flush();
  throttle.request();
  throttle.cancel();
  vi.advanceTimersByTime(1000);
  expect(action).toHaveBeenCalledTimes(1);
});

test('a deadline expires on time, unless cancelled at any moment before', () => {
  const expire = vi.fn();
  startDeadline(60, expire);
  const cancelEarly = startDeadline(60, expire);
  const cancelLate = startDeadline(60, expire);
  cancelEarly();
  vi.advanceTimersByTime(59);
  cancelLate();
  expect(expire).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(expire).toHaveBeenCalledTimes(1);
});

test('a page that was busy past the deadline still takes the answer that waits in its queue', () => {
  const expire = vi.fn();
  const cancel = startDeadline(60, expire);
  // All that is overdue when the page comes round, then the queued answer.
  vi.runOnlyPendingTimers();
  cancel();
  vi.runAllTimers();
  expect(expire).not.toHaveBeenCalled();
});
