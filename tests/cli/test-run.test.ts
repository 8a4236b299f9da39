// The headless runner on the test texts: final weights, the best ones, and that it is a look.

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { sentenceOfTest, type TestReport, testRun } from '../../cli/test-run';
import { startBackend } from '../../src/engine/backend';
import type { FinishedOutcome } from '../../src/training/outcome';
import { evaluateOnTest } from '../../src/training/test-evaluation';
import { trainWhole } from '../../src/training/whole-run';
import { reviews, shortShared, smallRun } from '../training/dataset';

beforeAll(async () => {
  await startBackend('wasm');
});

test('the best weights are those after the epoch of the lowest validation loss', async () => {
  const shared = { ...shortShared, epochs: 12, learningRate: 0.02 };
  const dataset = await reviews(shared);
  const finish = async (lastEpoch: number) =>
    (await trainWhole(dataset, shared, smallRun, { lastEpoch })).outcome as FinishedOutcome;
  const outcome = await finish(12);
  expect(outcome.bestEpoch).toBeLessThan(12);
  const best = await testRun(dataset, shared, smallRun, outcome, 'best');
  expect(best).toMatchObject(await evaluateOnTest(dataset, shared, smallRun, await finish(outcome.bestEpoch)));
  const final = await testRun(dataset, shared, smallRun, outcome, 'final');
  expect(final).toMatchObject({ ...(await evaluateOnTest(dataset, shared, smallRun, outcome)), epoch: 12 });
});

test('a sentence has accuracy, interval, loss and texts', () => {
  const report: TestReport = {
    ...{ weights: 'final', epoch: 3, accuracy: 0.8, loss: 0.25, texts: 10, confusion: [] },
    interval: { low: 0.4901625, high: 0.9433178 },
  };
  expect(sentenceOfTest(report)).toBe(
    'test, final weights (epoch 3): accuracy 80.0 %, 95 % interval 49.0 to 94.3 % (Wilson), loss 0.2500, 10 texts',
  );
});

test('--test says that it is a look, and the JSON has it; without, nothing looks', async () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const train = (...args: string[]) =>
    promisify(execFile)(process.execPath, ['scripts/cli.mjs', 'train', '--json', ...args], {
      cwd: root,
      maxBuffer: 2 ** 26,
    });
  const link = '#v=1&c=headlines&n=40&e=2&r=lstm,u4';
  const { stdout, stderr } = await train(link, '--test', 'best');
  const [run] = JSON.parse(stdout).runs as [{ test: TestReport }];
  expect(run.test).toMatchObject({ weights: 'best', texts: 184 });
  const right = run.test.confusion.reduce((sum, row, label) => sum + row[label]!, 0);
  expect(run.test.accuracy).toBe(right / 184);
  expect(stderr).toContain('This is a look at the test set.');
  const plain = await train(link);
  expect(JSON.parse(plain.stdout).runs[0]).not.toHaveProperty('test');
  expect(plain.stderr).not.toContain('test set');
});
