// Builds and serves the benchmark's page, and calls its measurements.

import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { serveFolder } from './static-server.mjs';

/** With these headers a page's clock ticks in 5 µs instead of 100 µs, which timing single ops needs. */
const isolation = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

export async function openBenchPage(browser) {
  const outDir = fileURLToPath(new URL('../build/bench', import.meta.url));
  await build({
    root: fileURLToPath(new URL('.', import.meta.url)),
    configFile: false,
    base: './',
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 5000 },
  });
  const server = await serveFolder(outDir, isolation);

  /** In a page of its own, so that nothing is left of the measurement before. */
  async function inFreshPage(run) {
    const page = await browser.newPage();
    try {
      await page.goto(server.url);
      await page.waitForFunction(() => window.bench && crossOriginIsolated);
      return await run(page);
    } finally {
      await page.close();
    }
  }

  return {
    /** Calls a function of window.bench. */
    call: (name, ...args) =>
      inFreshPage((page) => page.evaluate(([callee, rest]) => window.bench[callee](...rest), [name, args])),
    webglRenderer: () =>
      inFreshPage((page) =>
        page.evaluate(() => {
          const gl = document.createElement('canvas').getContext('webgl2');
          const info = gl?.getExtension('WEBGL_debug_renderer_info');
          return info ? gl.getParameter(info.UNMASKED_RENDERER_WEBGL) : 'unknown';
        }),
      ),
    close: () => server.close(),
  };
}
