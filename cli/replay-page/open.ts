// Builds the replay page, and opens it in the installed Chromium.

import { chromium } from 'playwright-core';
import { ensureChromium } from '../../scripts/browsers.mjs';
import { graphicsArguments } from '../../scripts/chromium-arguments.mjs';
import { serveEnginePage } from '../../scripts/engine-page.mjs';
import type { Backend } from '../../src/experiment/experiment';
import type { GoldenFile } from '../golden';
import type { Replayed } from './page';

export interface ReplayPage {
  /** @throws Error where the backend does not start */
  replayOn(backend: Backend, file: GoldenFile): Promise<Replayed>;
  close(): Promise<void>;
}

/** Run from the project's folder, as npm does. */
export async function openReplayPage(): Promise<ReplayPage> {
  const server = await serveEnginePage('cli/replay-page', `${process.cwd()}/build/replay-page`);
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: graphicsArguments });
  const page = await browser.newPage();
  await page.goto(server.url);
  await page.waitForFunction(() => 'replayOn' in window);
  return {
    replayOn: (backend, file) =>
      page.evaluate(([name, golden]) => window.replayOn(name, golden), [backend, file] as const),
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
