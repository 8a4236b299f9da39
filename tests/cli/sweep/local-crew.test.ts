// Worker processes: one training each at a time, and once more what a process that died had.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import type { Crew } from '../../../cli/sweep/crew';
import { startLocalCrew } from '../../../cli/sweep/local-crew';
import type { Task } from '../../../cli/sweep/task';

const folder = mkdtempSync(join(tmpdir(), 'crew-'));
afterAll(() => rmSync(folder, { recursive: true }));
const program = join(folder, 'program.mjs');
const log = join(folder, 'log');

/** It dies of tasks called `dies`, of `once` the first time, and tells what it was given. */
writeFileSync(
  program,
  `import { appendFileSync, readFileSync } from 'node:fs';
   process.on('disconnect', () => process.exit());
   process.on('message', ({ key }) => {
     const before = readFileSync(${JSON.stringify(log)}, 'utf8');
     appendFileSync(${JSON.stringify(log)}, key + '\\n');
     if (key === 'dies' || (key === 'once' && !before.includes(key))) process.kill(process.pid, 'SIGKILL');
     process.send({ type: 'epoch' });
     process.send(key === 'bad' ? { type: 'failed', message: 'cannot' } : { type: 'line', line: key + process.pid });
   });`,
);

let crew: Crew;
let epochs = 0;
const startCrew = (size: number) => {
  writeFileSync(log, '');
  epochs = 0;
  crew = startLocalCrew(program, size, () => epochs++);
};
afterEach(() => crew.end());
const train = (key: string) => crew.train({ key } as Task);
const given = () => readFileSync(log, 'utf8').trim().split('\n');

test('no more processes than asked for, however much there is to train', async () => {
  startCrew(2);
  const lines = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(train));
  expect(lines.map((line) => line[0])).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(new Set(lines.map((line) => line.slice(1))).size).toBeLessThanOrEqual(2);
  expect(epochs).toBe(5);
});

test('what a process that died was training is trained by another one, and nothing else is trained twice', async () => {
  startCrew(1);
  const lines = await Promise.all(['a', 'once', 'b'].map(train));
  expect(lines.map((line) => line.replace(/\d+/, ''))).toEqual(['a', 'once', 'b']);
  expect(given()).toEqual(['a', 'once', 'once', 'b']);
});

test('what kills two processes is given up, and the others are trained', async () => {
  startCrew(1);
  const [died, other] = await Promise.allSettled([train('dies'), train('a')]);
  expect(died).toMatchObject({
    status: 'rejected',
    reason: { message: expect.stringMatching(/died twice \(SIGKILL\)/) },
  });
  expect(other.status).toBe('fulfilled');
  expect(given()).toEqual(['dies', 'dies', 'a']);
});

test('what cannot be trained is not tried again', async () => {
  startCrew(1);
  await expect(train('bad')).rejects.toThrow('cannot');
  expect(given()).toEqual(['bad']);
});
