// One pool for runs and a sweep: who goes first, who makes way, and who hears of what.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultRun } from '../../src/experiment/run-fields';
import { defaultShared } from '../../src/experiment/shared-fields';
import { createPool, type Pool, type PoolEvent } from '../../src/runs/pool';
import { sharePool } from '../../src/runs/shared-pool';
import type { Ticket } from '../../src/training/protocol';
import { createWorkshop } from './fake-worker';

const shared = { ...defaultShared, epochs: 5 };
let workshop: ReturnType<typeof createWorkshop>;
let runs: Pool;
let sweep: Pool;
let told: string[];

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  workshop = createWorkshop();
  const { spawn, watchLock } = workshop;
  const pool = sharePool((onEvent) => createPool({ spawn, size: 1, watchLock, onEvent }));
  const tell = (who: string) => (ticket: Ticket, event: PoolEvent) => {
    if (event.type === 'epoch') told.push(`${who}${ticket} ${event.result.epoch}`);
    if (event.type === 'finished') told.push(`${who}${ticket} end`);
  };
  runs = pool.desk(tell('run'));
  sweep = pool.desk(tell('sweep'));
});
afterEach(() => {
  runs.dispose();
  vi.useRealTimers();
});

function start(desk: Pool, units: number): Ticket {
  const ticket = desk.open(shared, { ...defaultRun, units });
  desk.setOrder([ticket]);
  desk.advance(ticket, Number.POSITIVE_INFINITY);
  return ticket;
}
const who = () => told.map((line) => line.split(' ')[0]);
const sixTimes = (name: string) => new Array<string>(6).fill(name);

test("a run's training takes the only worker after the epoch that the sweep is in; the sweep's goes on where it was", () => {
  start(sweep, 1);
  // Alive after 1 ms, open after 5 more, an epoch each 10.
  vi.advanceTimersByTime(1 + 5 + 20 + 5);
  expect(told).toEqual(['sweep1 1', 'sweep1 2']);
  start(runs, 2);
  vi.advanceTimersByTime(500);
  // The epoch that it was in is trained to its end.
  const rest = told.slice(2).filter((line) => line !== 'sweep1 3');
  expect(rest.slice(0, 6).map((line) => line.split(' ')[0])).toEqual(sixTimes('run2'));
  expect(told.filter((line) => line.startsWith('sweep1'))).toEqual([
    ...[1, 2, 3, 4, 5].map((epoch) => `sweep1 ${epoch}`),
    'sweep1 end',
  ]);
  expect(told.at(-1)).toBe('sweep1 end');
  expect(workshop.posted('open')).toHaveLength(2);
});

test("a run's training that starts with the sweep's is the first in the worker that still loads", () => {
  start(sweep, 1);
  start(runs, 2);
  vi.advanceTimersByTime(500);
  expect(who()).toEqual([...sixTimes('run2'), ...sixTimes('sweep1')]);
});

test('runs do not make way for each other, nor a run for a sweep', () => {
  const first = start(runs, 1);
  vi.advanceTimersByTime(20);
  const second = runs.open(shared, { ...defaultRun, units: 2 });
  runs.setOrder([second, first]);
  runs.advance(second, Number.POSITIVE_INFINITY);
  start(sweep, 3);
  vi.advanceTimersByTime(500);
  expect(who()).toEqual([...sixTimes('run1'), ...sixTimes('run2'), ...sixTimes('sweep3')]);
});
