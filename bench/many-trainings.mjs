// The sweep that the page offers first, in the page: what its sixty trainings cost, one alone = 1.

import { cpus } from 'node:os';
import { inFreshProfile, startTraining } from './built-app.mjs';

const values = '0_1e-6_5e-6_2.5e-5_1.3e-4_6.3e-4_3.2e-3_.016_.079_.4_2_10';
const seeds = 5;
export const sweptTrainings = seeds * values.split('_').length;
/** A page that hangs must not hang the benchmark. */
const limitMs = 300_000;

export async function measureSweep({ browser, app, say }, { sweep: { epochs, repeats } }) {
  const { url } = await app();
  const [alone, swept] = [[], []];
  let workers = 0;
  for (let repeat = 0; repeat < repeats; repeat++) {
    alone.push(await inFreshProfile(browser, (page) => trainOne(page, `${url}#v=1&e=${epochs}&b=wasm&r=lstm`)));
    const link = `#v=1&e=${epochs}&seeds=${seeds}&b=wasm&r=lstm&sw=A,r2_${values}`;
    const { seconds, workerCount } = await inFreshProfile(browser, (page) => trainSweep(page, `${url}${link}`));
    swept.push(seconds);
    workers = workerCount;
    say(`one training: ${alone.at(-1).toFixed(2)} s, ${sweptTrainings} of a sweep: ${seconds.toFixed(2)} s`);
  }
  const ascending = (times) => times.toSorted((a, b) => a - b);
  return { cores: cpus().length, workers, epochs, repeats, alone: ascending(alone), swept: ascending(swept) };
}

async function trainOne(page, address) {
  const pressedAt = await startTraining(page, address);
  return secondsUntil(page, pressedAt, () => document.querySelector('tr[data-run][data-status="finished"]') !== null);
}

async function trainSweep(page, address) {
  await page.goto(address);
  await page.getByRole('button', { name: 'Sweep', exact: true }).click();
  await page.getByRole('button', { name: 'Start sweep', exact: true }).waitFor({ timeout: 15_000 });
  // Pressed inside of the page, so that the time it takes to reach the page does not count.
  const pressedAt = await page.evaluate(() => {
    const now = performance.now();
    [...document.querySelectorAll('button')].find((button) => button.textContent.trim() === 'Start sweep').click();
    return now;
  });
  const seconds = await secondsUntil(page, pressedAt, () =>
    [...document.querySelectorAll('button')].some((button) => button.textContent.trim() === 'All trained'),
  );
  return { seconds, workerCount: page.workers().length };
}

/** Looks ten times a second: more would itself take of the page's time. */
async function secondsUntil(page, pressedAt, isDone) {
  await page.waitForFunction(isDone, undefined, { polling: 100, timeout: limitMs });
  return ((await page.evaluate(() => performance.now())) - pressedAt) / 1000;
}
