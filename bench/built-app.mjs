// The app as it is published: built once, served from loopback, opened in a fresh profile.

import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { serveFolder } from '../scripts/static-server.mjs';

/** @returns the folder, its address, and what Vite says of its files */
export async function openBuiltApp() {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const folder = fileURLToPath(new URL('../build/bench-app', import.meta.url));
  const built = await build({ root, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
  const server = await serveFolder(folder);
  return { folder, url: server.url, files: [built].flat()[0].output, close: server.close };
}

/** With nothing cached and nothing remembered. */
export async function inFreshProfile(browser, run) {
  const context = await browser.newContext({ locale: 'en-US' });
  try {
    return await run(await context.newPage());
  } finally {
    await context.close();
  }
}

/** Opens an experiment and presses Train. @returns when it was pressed, in the page's time */
export async function startTraining(page, url) {
  await page.goto(url);
  await page.getByRole('button', { name: 'Train', exact: true }).waitFor({ timeout: 15_000 });
  // Pressed inside of the page, so that the time it takes to reach the page does not count.
  return await page.evaluate(() => {
    const buttons = Array.from(document.querySelectorAll('button'));
    const pressedAt = performance.now();
    buttons.find((button) => button.textContent.trim() === 'Train').click();
    return pressedAt;
  });
}
