// A pool of fake workers, for the tests of who trains where and of what goes wrong.

import { afterEach, beforeEach, vi } from 'vitest';
import { defaultRun } from '../../src/experiment/run-fields';
import { defaultShared } from '../../src/experiment/shared-fields';
import { createPool, type Pool, type PoolEvent, type PoolOptions } from '../../src/runs/pool';
import type { Ticket } from '../../src/training/protocol';
import { createWorkshop } from './fake-worker';

export const epochs = 5;
const shared = { ...defaultShared, epochs };
const run = (units: number) => ({ ...defaultRun, units });

export type Told = PoolEvent & { ticket: Ticket };

export let workshop: ReturnType<typeof createWorkshop>;
export let told: Told[];
export let pool: Pool;

interface StageOptions extends Partial<Pick<PoolOptions, 'spawn' | 'startingAtOnce'>> {
  /** Whether there are Web Locks; there are unless this says no. */
  locks?: boolean;
}

export function setUp(size: number, { locks = true, ...options }: StageOptions = {}) {
  workshop = createWorkshop({ locks });
  told = [];
  const { spawn, watchLock } = workshop;
  const onEvent = (ticket: Ticket, event: PoolEvent) => told.push({ ticket, ...event });
  pool = createPool({ spawn, size, watchLock, onEvent, ...options });
}
/** What is told from now on counts. */
export function forgetTold() {
  told = [];
}
export const openRuns = (count: number) => {
  const tickets = Array.from({ length: count }, (_, index) => pool.open(shared, run(index + 1)));
  pool.setOrder(tickets);
  return tickets;
};
export const statuses = (ticket: Ticket) =>
  told.flatMap((event) => {
    if (event.ticket !== ticket || event.type === 'opened' || event.type === 'epoch') return [];
    return [event.type === 'status' ? event.status : event.type];
  });
export const lastStatus = (ticket: Ticket) => statuses(ticket).at(-1);
export const epochsOf = (ticket: Ticket) =>
  told.flatMap((event) => (event.ticket === ticket && event.type === 'epoch' ? [event.result.epoch] : []));
export const failureOf = (ticket: Ticket) =>
  told.find((event) => event.ticket === ticket && event.type === 'failed') as (Told & { type: 'failed' }) | undefined;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  pool?.dispose();
  vi.useRealTimers();
});
