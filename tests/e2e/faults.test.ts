// What goes wrong becomes a sentence that says what happened and what to do; the other runs go on.

import type { Page, Worker } from 'playwright-core';
import { expect, test } from 'vitest';
import { inWorkers, useChromium } from './app';

const openApp = useChromium();

/** The calls are never answered, because the workers are gone. */
const kill = (workers: readonly Worker[]) => {
  for (const worker of workers) void worker.evaluate(() => self.close()).catch(() => {});
};

test('a worker that dies in the middle costs epochs that are trained again, and nothing else', async () => {
  const hash = '#v=1&n=300&e=60&r=lstm&r=gru';
  const whole = await openApp(hash);
  const expected = await whole.train('A', 'B');
  const app = await openApp(hash);
  await app.button('Train').click();
  await app.anEpoch();
  kill(app.page.workers().slice(0, 1));
  expect(await app.finished('A', 'B')).toEqual(expected);
  expect(await app.messages.textContent()).toBe('');
});

test('a worker that dies again is said, the other run finishes, and Train starts it again', async () => {
  const app = await openApp('#v=1&n=300&e=200&r=lstm&r=gru');
  await app.button('Train').click();
  await app.waitFor('A', 'training');
  await app.anEpoch();
  const first = app.page.workers();
  kill(first.slice(0, 1));
  const second = () => app.page.workers().filter((worker) => !first.includes(worker));
  await expect.poll(() => second().length).toBe(1);
  // Not before it has told of itself: until then the page cannot know.
  await app.page.waitForTimeout(1000);
  kill(second());
  await app.messages.getByText(/its worker died/).waitFor();
  const sentence = (await app.messages.getByText(/its worker died/).textContent())!;
  const dead = /Run ([AB])/.exec(sentence)![1]!;
  const other = dead === 'A' ? 'B' : 'A';
  expect(sentence).toMatch(/then press Train/);
  expect(await app.status(dead)).toBe('failed');
  await app.finished(other);

  await app.train(dead);
  expect(await app.messages.getByText(/its worker died/).count()).toBe(0);
});

test('a loss that becomes NaN is said with its epoch, and the other run finishes', async () => {
  // A learning rate at which an L2 of 10 throws every weight further out at every step.
  const app = await openApp('#v=1&n=200&e=3&opt=sgd&lr=1&mom=0&r=lstm&r=lstm,k2_10');
  await app.button('Train').click();
  await app.messages.getByText(/^Run B: the loss became .* in epoch \d/).waitFor();
  expect(await app.messages.textContent()).toMatch(/Lower the learning rate or the penalty/);
  expect(await app.status('B')).toBe('failed');
  await app.finished('A');
  expect(await app.messages.textContent()).not.toMatch(/Run A/);
});

const small = '#v=1&n=60&e=2&r=lstm,u8&r=gru,u8';

async function expectCpu(before: (page: Page) => Promise<unknown>, reason: RegExp): Promise<void> {
  const wasm = await openApp(small);
  const expected = await wasm.train('A', 'B');
  expect(await wasm.messages.textContent()).toBe('');

  const app = await openApp(small, { before });
  const fingerprints = await app.train('A', 'B');
  await app.messages.getByText(/^cpu runs instead of wasm: /).waitFor();
  expect(await app.messages.textContent()).toMatch(reason);
  expect(await app.messages.textContent()).toMatch(/the curves are the same/);
  await app.button(/^cpu/).waitFor();
  expect(fingerprints).toEqual(expected);
  // A request that is refused is an error in the console.
  app.faults.splice(0);
}

test('where SIMD is refused, the page says so and trains on the cpu, to the same digits', () =>
  expectCpu(inWorkers('WebAssembly.validate = () => false;'), /SIMD/));

test("where TensorFlow.js's module cannot be loaded, the page says so and trains on the cpu", () =>
  expectCpu((page) => page.route('**/*.wasm', (route) => route.fulfill({ status: 404, body: 'Not Found' })), /wasm/));
