// Builds and serves the benchmark's page, and calls its measurements.

import { fileURLToPath } from 'node:url';
import { serveEnginePage } from '../scripts/engine-page.mjs';

/** With these headers a page's clock ticks in 5 µs instead of 100 µs, which timing single ops needs. */
const isolation = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

export async function openBenchPage(browser, limitMs) {
  const [root, outDir] = ['.', '../build/bench'].map((folder) => fileURLToPath(new URL(folder, import.meta.url)));
  const server = await serveEnginePage(root, outDir, isolation);

  return {
    /** Calls a function of window.bench, in a page of its own, so that nothing is left of the measurement before. */
    async call(name, ...args) {
      const page = await browser.newPage();
      try {
        await page.goto(server.url);
        await page.waitForFunction(() => window.bench && crossOriginIsolated);
        const result = page.evaluate(([callee, rest]) => window.bench[callee](...rest), [name, args]);
        return await within(limitMs, result);
      } finally {
        await page.close();
      }
    },
    close: () => server.close(),
  };
}

function within(limitMs, result) {
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it took longer than ${limitMs / 1000} s`)), limitMs);
  });
  return Promise.race([result, limit]).finally(() => clearTimeout(timer));
}
