// The app while it is used: how soon the first curve has a point, and how long the main thread is ever blocked
// while six runs train.

import { inFreshProfile, startTraining } from './built-app.mjs';
import { longTasksSince, noteLongTasks } from './long-tasks.mjs';

const sixRuns = '#v=1&e=60&r=lstm&r=lstm,k2_1e-2&r=lstm,r2_1e-2&r=gru&r=gru,de_.5&r=rnn';
/** Compiling and the first drawing belong to starting, not to training. */
const startingMs = 1000;
const tasksTold = 3;

export async function measureApp({ browser, app, say }, { app: { visits, watchSeconds } }) {
  const { url } = await app();
  const firstPoints = [];
  for (let visit = 0; visit < visits; visit++) {
    firstPoints.push(await inFreshProfile(browser, (page) => firstPointMs(page, url)));
    say(`first point of the first curve: ${firstPoints.at(-1)} ms`);
  }
  const tasks = await inFreshProfile(browser, (page) => longTasks(page, url, watchSeconds));
  say(`longest main-thread task while six runs train: ${tasks.longestTaskMs} ms`);
  return { firstPointsMs: firstPoints.sort((a, b) => a - b), ...tasks };
}

/** A first visit trains by itself; the bar's progress starts when a curve gets its first point. */
async function firstPointMs(page, url) {
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
  return Math.round(await page.evaluate(() => window.firstPointMs));
}

async function longTasks(page, url, seconds) {
  await noteLongTasks(page);
  const pressedAt = await startTraining(page, `${url}${sixRuns}`);
  await page.getByRole('button', { name: 'Pause', exact: true }).waitFor({ timeout: 5000 });
  const finished = await trainingEnds(page, seconds);
  const percentDone = await page.evaluate(() =>
    Number(document.querySelector('[role=progressbar]').getAttribute('aria-valuenow')),
  );
  if (percentDone === 0) throw new Error('six runs were started and none came to its first epoch');
  const sincePressed = await longTasksSince(page, pressedAt);
  const inStart = ({ secondsAfterTrain }) => secondsAfterTrain * 1000 < startingMs;
  const later = sincePressed.filter((task) => !inStart(task));
  return {
    // The browser tells of tasks over 50 ms only; 0 is none of them.
    longestTaskMs: later[0]?.ms ?? 0,
    longestTaskOfFirstSecondMs: sincePressed.find(inStart)?.ms ?? 0,
    tasksOver50Ms: later.length,
    longestTasks: later.slice(0, tasksTold),
    sixRuns: { percentDone, finished, watchedSeconds: seconds },
  };
}

/** Looks twice a second and no more: watching the page closely would itself keep its main thread busy. */
export async function trainingEnds(page, seconds) {
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
