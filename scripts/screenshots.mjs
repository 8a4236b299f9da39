// npm run screenshots: writes docs/screenshots/ from the built page, once the experiment of a first visit is finished.

import { mkdir, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';
import { ensureChromium } from './browsers.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = `${root}docs/screenshots`;
const outDir = `${root}build/screenshots`;
const sizes = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
];

await mkdir(folder, { recursive: true });
await build({ root, logLevel: 'error', build: { outDir, emptyOutDir: true } });
const server = await preview({ root, logLevel: 'error', build: { outDir }, preview: { port: 0, host: '127.0.0.1' } });
const browser = await chromium.launch({
  executablePath: ensureChromium(),
  // One profile of colours and no LCD smoothing: the same pixels on every machine, and smaller files.
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb', '--disable-lcd-text'],
});
try {
  for (const viewport of sizes) {
    for (const colorScheme of ['light', 'dark']) {
      const page = await browser.newPage({ viewport, colorScheme, locale: 'en-US', reducedMotion: 'reduce' });
      await page.goto(server.resolvedUrls.local[0]);
      for (const run of ['A', 'B']) {
        await page.locator(`tr[data-run="${run}"][data-status="finished"]`).waitFor({ state: 'attached' });
      }
      // The curves are drawn at most five times a second.
      await page.waitForTimeout(1000);
      const path = `${folder}/${viewport.width}x${viewport.height}-${colorScheme}.png`;
      await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
      console.log(`${path.slice(root.length)}  ${Math.round((await stat(path)).size / 1000)} kB`);
      await page.close();
    }
  }
} finally {
  await browser.close();
  await server.close();
}
