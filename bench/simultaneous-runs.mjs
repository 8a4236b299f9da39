// Up to six runs at once, in the app itself: how long until all of them have finished.

import { cpus } from 'node:os';
import { inFreshProfile, startTraining } from './built-app.mjs';

const most = 6;
/** A page that hangs must not hang the benchmark. */
const limitMs = 240_000;

export async function measureRuns({ browser, app, say }, { runs: { epochs, repeats } }) {
  const { url } = await app();
  const times = Array.from({ length: most }, () => []);
  let workers = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    workers = [];
    for (let count = 1; count <= most; count++) {
      const { seconds, workerCount } = await inFreshProfile(browser, (page) => trainAll(page, url, count, epochs));
      times[count - 1].push(seconds);
      workers.push(workerCount);
      say(`${count} runs of ${epochs} epochs: ${seconds.toFixed(2)} s`);
    }
  }
  const rows = times.map((seconds, i) => {
    const sorted = seconds.toSorted((a, b) => a - b);
    return {
      runs: i + 1,
      workers: workers[i],
      seconds: (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2,
      fastestSeconds: sorted[0],
      slowestSeconds: sorted.at(-1),
    };
  });
  return { cores: cpus().length, epochs, repeats, rows };
}

async function trainAll(page, url, count, epochs) {
  // Penalties that hardly differ: of equal runs only one would be trained.
  const runs = Array.from({ length: count }, (_, i) => `&r=lstm,k2_${i + 1}e-6`).join('');
  const pressedAt = await startTraining(page, `${url}#v=1&e=${epochs}${runs}`);
  const finishedAt = await page.evaluate(
    ([wanted, ms]) =>
      new Promise((resolve, reject) => {
        setTimeout(() => reject(new Error(`${wanted} runs took longer than ${ms / 1000} s`)), ms);
        const look = () => {
          if (document.querySelector('tr[data-run][data-status="failed"]')) reject(new Error('a run failed'));
          else if (document.querySelectorAll('tr[data-run][data-status="finished"]').length < wanted) return;
          else resolve(performance.now());
          observer.disconnect();
        };
        // Costs nothing between changes, as looking again and again would.
        const observer = new MutationObserver(look);
        observer.observe(document.body, { subtree: true, attributeFilter: ['data-status'] });
        look();
      }),
    [count, limitMs],
  );
  return { seconds: (finishedAt - pressedAt) / 1000, workerCount: page.workers().length };
}
