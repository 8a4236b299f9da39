// The tester of a real page: its workers, its processors, its storage.

import { createLookMemory } from './look-memory';
import { createPool, poolSize, startsAtOnce } from './pool';
import { createTester, type Tester } from './tester';

export function openPageTester(): Tester {
  const cores = navigator.hardwareConcurrency || 1;
  return createTester({
    createPool: (trainings, onEvent) =>
      createPool({
        spawn: () => new Worker(new URL('../training/worker.ts', import.meta.url), { type: 'module' }),
        size: poolSize(trainings, cores),
        startingAtOnce: startsAtOnce(cores),
        onEvent,
      }),
    memory: createLookMemory(() => window.localStorage),
  });
}
