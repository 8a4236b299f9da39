// A worker's part of a sweep: one line of results for a task, also where it diverges or stops at a rung.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createTrainer, type Task } from '../../../cli/sweep/task';
import { openLink } from '../../../src/experiment/link';
import { planOfRuns } from '../../../src/experiment/plan';
import { readLine } from '../../../src/runs/result-lines';

const folder = mkdtempSync(join(tmpdir(), 'task-'));
afterAll(() => rmSync(folder, { recursive: true }));

const train = createTrainer('v');
const task = (link: string, more: Partial<Task> = {}): Task => {
  const [[training]] = planOfRuns(openLink(link).experiment) as [[ReturnType<typeof planOfRuns>[number][number]]];
  return { ...training, point: 3, files: [], engine: 'v', ...more };
};
const trained = async (link: string, more?: Partial<Task>) => readLine(await train(task(link, more)))!;

const small = '#v=1&n=30&e=4&r=rnn,u3,m3';

test('until a rung it has the same first epochs as to its end', async () => {
  const whole = await trained(small);
  const epochs: number[] = [];
  const part = readLine(await train(task(small, { until: 2 }), (epoch) => epochs.push(epoch)))!;
  expect(epochs).toEqual([1, 2]);
  expect(part).toMatchObject({ point: 3, until: 2, mistakes: null });
  const losses = (line: typeof part) => line.results.map((result) => result.validation.loss);
  expect(losses(part)).toEqual(losses(whole).slice(0, 2));
  expect(part.results.some(({ isLast }) => isLast)).toBe(false);
  expect(whole.mistakes).not.toBeNull();
});

test('one that early stopping ends says after which gain', async () => {
  const { results, ending } = await trained(`${small.replace('e=4', 'e=30')},es3,esd_1`);
  expect(results.length).toBeLessThan(30);
  expect(ending?.lastGain).toBe(results.length - 3);
});

test('one that diverges keeps the epochs before, and says in which it did', async () => {
  const line = await trained('#v=1&n=30&e=9&bs=30&opt=sgd&mom=0&lr=1&r=rnn,act_relu,ri_id,u3,m3,k2_3');
  expect(line.failure).toMatchObject({ kind: 'diverged', epoch: line.results.length + 1 });
});

test('sources of another version, and files with other texts, train nothing', async () => {
  await expect(train(task(small, { engine: 'w' }))).rejects.toThrow('version v of the engine, and the sweep is of w');
  const file = join(folder, 'texts.csv');
  writeFileSync(file, 'label,text\na,one\nb,two\na,three\nb,four\n');
  const imported = '#v=1&c=file&f=texts.csv&frows=4&fsum=0123456789abcdef&r=rnn,u2,m2';
  await expect(train(task(imported, { files: [file] }))).rejects.toThrow('must hold the texts 0123456789abcdef');
});
