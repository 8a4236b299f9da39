// The memory of all training workers while six runs train: JavaScript heap, array buffers and WebAssembly.

import { heldBy, liveIn, withNotingApp } from './worker-memory.mjs';

const sixRuns = '&r=lstm&r=lstm,k2_1e-2&r=lstm,r2_1e-2&r=gru&r=gru,de_.5&r=rnn';
/** So that each run gets a worker of its own, which takes the most memory, however few cores there are. */
const pretendedCores = 8;
const sampleEveryMs = 2000;

export function measureMemory(tools, { memory: { epochs, limitSeconds } }) {
  return withNotingApp(tools, async (page, url) => {
    await page.evaluateOnNewDocument((cores) => {
      Object.defineProperty(navigator, 'hardwareConcurrency', { value: cores });
    }, pretendedCores);
    await page.goto(`${url}#v=1&e=${epochs}${sixRuns}`);
    await page.waitForSelector('[role=progressbar]');
    await page.evaluate(() => {
      const buttons = Array.from(document.querySelectorAll('button'));
      buttons.find((button) => button.textContent.trim() === 'Train').click();
    });
    const samples = [];
    const until = performance.now() + limitSeconds * 1000;
    let ended = false;
    let nextTenth = 10;
    while (!ended && performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, sampleEveryMs));
      const { percentDone, isTraining } = await page.evaluate(() => ({
        percentDone: Number(document.querySelector('[role=progressbar]').getAttribute('aria-valuenow')),
        isTraining:
          document.querySelector('tr[data-run][data-status=training], tr[data-run][data-status=starting]') !== null,
      }));
      ended = !isTraining;
      const workers = page.workers();
      const sample = { percentDone, ...(await heldBy(workers)) };
      samples.push(sample);
      // Rarely, so that garbage piles up in between as it would without anybody looking.
      if (percentDone < nextTenth && !ended) continue;
      nextTenth = 10 * Math.floor(percentDone / 10) + 10;
      sample.liveBytes = await liveIn(workers);
      tools.say(`memory at ${percentDone} %: ${(sample.heldBytes / 1e6).toFixed(1)} MB held`);
    }
    return { epochs, workers: page.workers().length, finished: ended, samples };
  });
}
