// A graphics context or device that goes away in the middle of a run: that run goes on elsewhere and says so, and
// no other notices.

import type { Worker } from 'playwright-core';
import { expect, test } from 'vitest';
import { graphicsArguments } from '../../scripts/chromium-arguments.mjs';
import { inWorkers, useChromium } from './app';

const openApp = useChromium(graphicsArguments);

/** Keeps what a training worker computes with where a test can reach it. */
const keepHold = `
  self.held = [];
  {
    const { getContext } = OffscreenCanvas.prototype;
    OffscreenCanvas.prototype.getContext = function (...args) {
      const context = getContext.apply(this, args);
      if (context) self.held.push(() => context.getExtension('WEBGL_lose_context').loseContext());
      return context;
    };
    if (self.GPUAdapter) {
      const { requestDevice } = GPUAdapter.prototype;
      GPUAdapter.prototype.requestDevice = async function (...args) {
        const device = await requestDevice.apply(this, args);
        self.held.push(() => device.destroy());
        return device;
      };
    }
  }
`;

/** Takes away what a worker computes with; false where it holds nothing. */
const lose = (worker: Worker): Promise<boolean> =>
  worker.evaluate(() => {
    const { held } = self as unknown as { held: (() => void)[] };
    held.at(-1)?.();
    return held.length > 0;
  });

test.each([
  { backend: 'webgl', what: 'context' },
  { backend: 'webgpu', what: 'device' },
])(
  'a $backend $what lost mid-run: the run finishes on wasm and says so, the other on $backend',
  async ({ backend }) => {
    // Enough epochs that none is over before the other one's shaders are compiled.
    const app = await openApp(`#v=1&n=40&val=.05&len=12&e=120&b=${backend}&r=lstm,u8&r=gru,u8`, {
      before: inWorkers(keepHold),
    });
    await app.button('Train').click();
    await app.anEpoch();
    for (const id of ['A', 'B']) await app.waitFor(id, 'training');

    const workers = app.page.workers();
    expect(workers.length).toBe(2);
    expect(await lose(workers[0]!)).toBe(true);

    const sentence = app.messages.getByText(new RegExp(`${backend} was lost`));
    await sentence.waitFor();
    const text = (await sentence.textContent())!;
    expect(text).toMatch(
      new RegExp(`^${backend} was lost \\(.*\\) after epoch \\d+ of run [AB]\\. Training went on from there on wasm`),
    );
    const moved = /run ([AB])/.exec(text)![1]!;
    const other = moved === 'A' ? 'B' : 'A';
    await app.finished('A', 'B');
    expect(await app.messages.textContent()).not.toMatch(new RegExp(`run ${other}`, 'i'));
    expect(await app.row(moved).getAttribute('data-backend')).toBe('wasm');
    expect(await app.row(other).getAttribute('data-backend')).toBe(backend);

    const [a = [], b = []] = await app.curves(2);
    expect([a.length, b.length]).toEqual([120, 120]);
    for (const epoch of [...a, ...b]) expect(Number.isFinite(epoch.validationLoss)).toBe(true);
    // A lost context is told on the console.
    app.faults.splice(0);
  },
);

test('a single run that began on a GPU is not exact, although it ends on wasm', async () => {
  const app = await openApp('#v=1&n=600&e=60&b=webgl&r=lstm,u8', { before: inWorkers(keepHold) });
  await app.button('Train').click();
  await app.anEpoch();
  for (const worker of app.page.workers()) await lose(worker);
  await app.messages.getByText(/^webgl was lost \(.*\) after epoch \d+ of run A\. Training went on/).waitFor();
  await app.finished('A');
  const badge = app.page.getByTitle('What computes, how fast, and whether exactly');
  expect(await badge.textContent()).toMatch(/^wasm approximate/);
  app.faults.splice(0);
});
