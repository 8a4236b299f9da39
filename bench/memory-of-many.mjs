// What workers and page hold while a random search trains a thousand networks: nothing of a training may stay behind in
// a worker, and only its losses and accuracies in the page.

import { liveIn, withNotingApp } from './worker-memory.mjs';

const seeds = 5;
const trainingsOf = (trials) => trials * seeds;
/** Small networks, which are soon trained. */
const link = (trials, epochs) =>
  `#v=1&n=60&len=8&e=${epochs}&seeds=${seeds}&b=wasm&r=lstm,u4&sw=A,r2_1e-6_1,k2_1e-6_1,rand${trials}`;
const sampleEveryMs = 1000;
const limitMs = 300_000;

export function measureMany(tools, { many: { trials, epochs } }) {
  return withNotingApp(tools, async (page, url) => {
    await page.goto(`${url}${link(trials, epochs)}`);
    await press(page, 'Sweep');
    await press(page, 'Start sweep');
    const protocol = await page.createCDPSession();
    const samples = [];
    const until = performance.now() + limitMs;
    for (let nextTenth = 1; nextTenth <= 10; ) {
      if (performance.now() > until) throw new Error(`${trainingsOf(trials)} trainings took longer than ${limitMs} ms`);
      await new Promise((resolve) => setTimeout(resolve, sampleEveryMs));
      const done = await page.evaluate(() =>
        Number(/([\d,]+) of [\d,]+/.exec(document.body.innerText)?.[1]?.replace(',', '') ?? 0),
      );
      if (done < (nextTenth * trainingsOf(trials)) / 10) continue;
      nextTenth = Math.floor((10 * done) / trainingsOf(trials)) + 1;
      await protocol.send('HeapProfiler.collectGarbage');
      const { usedSize, backingStorageSize } = await protocol.send('Runtime.getHeapUsage');
      const sample = { done, workersBytes: await liveIn(page.workers()), pageBytes: usedSize + backingStorageSize };
      samples.push(sample);
      const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
      tools.say(
        `${done} trainings: workers ${megabytes(sample.workersBytes)} MB, page ${megabytes(sample.pageBytes)} MB`,
      );
    }
    return { trainings: trainingsOf(trials), epochs, workers: page.workers().length, samples };
  });
}

/** Waits for a button and presses it. */
async function press(page, name) {
  await page.waitForFunction(
    (wanted) => {
      const buttons = Array.from(document.querySelectorAll('button'));
      const button = buttons.find((each) => each.textContent.trim() === wanted);
      button?.click();
      return button !== undefined;
    },
    { polling: 100 },
    name,
  );
}
