// The app itself: how soon the first curve has a point, and how long the main thread is ever blocked while
// six runs train.

import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { serveFolder } from './static-server.mjs';

const sixRuns = '#v=1&e=60&r=lstm&r=lstm,k2_1e-2&r=lstm,r2_1e-2&r=gru&r=gru,de_.5&r=rnn';
/** Compiling and the first drawing belong to starting, not to training. */
const startingMs = 1000;

/**
 * @param seconds how long to watch at most
 * @returns the figures, or in `missing` why there are none: the engine's figures stand without the page's
 */
export async function measureApp(browser, seconds) {
  let server;
  try {
    server = await serveFolder(await buildApp());
    return { ...(await firstPoint(browser, server.url)), ...(await longestTask(browser, server.url, seconds)) };
  } catch (error) {
    return { missing: `the app was not measured: ${error.message.split('\n')[0]}` };
  } finally {
    await server?.close();
  }
}

async function buildApp() {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const outDir = fileURLToPath(new URL('../build/bench-app', import.meta.url));
  await build({ root, logLevel: 'error', build: { outDir, emptyOutDir: true } });
  return outDir;
}

/** A first visit trains by itself; the bar's progress starts when a curve gets its first point. */
async function firstPoint(browser, url) {
  return await inFreshProfile(browser, async (page) => {
    await page.addInitScript(() => {
      const watch = () => {
        const progress = document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow');
        if (Number(progress) > 0) window.firstPointMs = performance.now();
        else requestAnimationFrame(watch);
      };
      watch();
    });
    await page.goto(url);
    await page.waitForFunction(() => window.firstPointMs, undefined, { timeout: 15_000 });
    return { firstPointMs: Math.round(await page.evaluate(() => window.firstPointMs)) };
  });
}

async function longestTask(browser, url, seconds) {
  return await inFreshProfile(browser, async (page) => {
    await page.addInitScript(() => {
      window.longTasks = [];
      new PerformanceObserver((list) => {
        for (const { startTime, duration } of list.getEntries()) window.longTasks.push({ startTime, duration });
      }).observe({ type: 'longtask', buffered: true });
    });
    await page.goto(`${url}${sixRuns}`);
    const train = page.getByRole('button', { name: 'Train', exact: true });
    await train.waitFor({ timeout: 15_000 });
    const pressedAt = await page.evaluate(() => performance.now());
    await train.click();
    await page.getByRole('button', { name: 'Pause', exact: true }).waitFor({ timeout: 5000 });
    const finished = await trainingEnds(page, seconds);
    const { tasks, percentDone } = await page.evaluate(() => ({
      tasks: window.longTasks,
      percentDone: Number(document.querySelector('[role=progressbar]').getAttribute('aria-valuenow')),
    }));
    if (percentDone === 0) throw new Error('six runs were started and none came to its first epoch');
    const longest = (some) => Math.round(Math.max(0, ...some.map(({ duration }) => duration)));
    const sincePressed = tasks.filter(({ startTime }) => startTime >= pressedAt);
    return {
      // The browser tells of tasks over 50 ms only; 0 is none of them.
      longestTaskMs: longest(sincePressed.filter(({ startTime }) => startTime >= pressedAt + startingMs)),
      longestTaskOfFirstSecondMs: longest(sincePressed.filter(({ startTime }) => startTime < pressedAt + startingMs)),
      sixRuns: { percentDone, finished, watchedSeconds: seconds },
    };
  });
}

/** Looks twice a second and no more: watching the page closely would itself keep its main thread busy. */
async function trainingEnds(page, seconds) {
  const until = performance.now() + seconds * 1000;
  while (performance.now() < until) {
    await page.waitForTimeout(500);
    // The button offers to pause for as long as anything trains.
    const isTraining = await page.evaluate(() =>
      Array.from(document.querySelectorAll('button')).some((button) => button.textContent.trim() === 'Pause'),
    );
    if (!isTraining) return true;
  }
  return false;
}

/** With nothing cached and nothing remembered. */
async function inFreshProfile(browser, run) {
  const context = await browser.newContext({ locale: 'en-US' });
  try {
    return await run(await context.newPage());
  } finally {
    await context.close();
  }
}
