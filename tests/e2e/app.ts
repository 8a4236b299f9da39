// The built page in a real Chromium, and what a reader sees of it.

import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { findChromium } from '../../scripts/browsers.mjs';
import { chromiumArguments } from '../../scripts/chromium-arguments.mjs';
import { strings } from '../../src/strings/strings';

export interface OpenOptions {
  /** Of the page; by default at the root of a server. */
  url?: string;
  viewport?: { width: number; height: number };
  colorScheme?: 'light' | 'dark';
  /** Put into localStorage before the page opens. */
  storage?: Record<string, string>;
  /** What must be arranged before the page opens, such as a route. */
  before?: (page: Page) => Promise<unknown>;
}

/** In whatever language the page speaks. */
const appNames = new RegExp(
  Object.values(strings)
    .map(({ appName }) => appName)
    .join('|'),
);

/** Ample: the machine may be busy with something else. */
export const patienceMs = 60_000;

/**
 * Opens pages for the tests of one file; each is closed, and must have been without a fault, when its test ends.
 * @param args how the browser is started; by default without a graphics processor
 */
export function useChromium(args = chromiumArguments): (hash?: string, options?: OpenOptions) => Promise<App> {
  let browser: Browser;
  let apps: App[] = [];

  beforeAll(async () => {
    const executablePath = findChromium();
    if (!executablePath) throw new Error('no Chromium was found: run node scripts/browsers.mjs');
    browser = await chromium.launch({ executablePath, args });
  });
  afterEach(async () => {
    const opened = apps;
    apps = [];
    await Promise.all(opened.map((app) => app.context.close()));
    for (const { faults } of opened) expect(faults).toEqual([]);
  });
  afterAll(() => browser?.close());

  return async (hash = '', { url = inject('pageUrl'), viewport, colorScheme, storage = {}, before } = {}) => {
    const context = await browser.newContext({
      viewport: viewport ?? { width: 1440, height: 900 },
      colorScheme: colorScheme ?? 'light',
      locale: 'en-US',
    });
    context.setDefaultTimeout(patienceMs);
    await context.addInitScript((items) => {
      for (const [key, value] of Object.entries(items)) localStorage.setItem(key, value);
    }, storage);
    const app = new App(context, await context.newPage());
    apps.push(app);
    await before?.(app.page);
    await app.page.goto(url + hash);
    await app.heading.waitFor();
    return app;
  };
}

/** Puts code at the beginning of every training worker: give it as `before` when the page is opened. */
export const inWorkers = (code: string) => (page: Page) =>
  page.route(/\/worker[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${code}\n${await response.text()}` });
  });

export class App {
  /** Errors in the console, uncaught errors, dialogs. A test that provokes one empties the list. */
  readonly faults: string[] = [];
  /** Addresses of all requests, by the page and by its workers. */
  readonly requests: string[] = [];

  constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    page.on('console', (message) => {
      if (message.type() === 'error') this.faults.push(`console: ${message.text()} ${message.location().url}`);
    });
    page.on('pageerror', (error) => this.faults.push(`error: ${error.message}`));
    page.on('dialog', (dialog) => {
      this.faults.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('crash', () => this.faults.push('the page crashed'));
    context.on('request', (request) => this.requests.push(request.url()));
  }

  get heading(): Locator {
    return this.page.getByRole('heading', { name: appNames });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** What the page has to say: failures, another backend, what a link held. */
  get messages(): Locator {
    // By its label, because a region that is empty has no role.
    return this.page.locator('section[aria-label="Messages"]');
  }

  /** A run's line in the results table. */
  row(id: string): Locator {
    return this.page.locator(`tr[data-run="${id}"]`);
  }

  async waitFor(id: string, status: string): Promise<void> {
    await this.page.locator(`tr[data-run="${id}"][data-status="${status}"]`).waitFor({ state: 'attached' });
  }

  async finished(...ids: string[]): Promise<string[]> {
    for (const id of ids) await this.waitFor(id, 'finished');
    return Promise.all(ids.map((id) => this.fingerprint(id)));
  }

  async status(id: string): Promise<string | null> {
    return this.row(id).getAttribute('data-status');
  }

  async fingerprint(id: string): Promise<string> {
    const digits = await this.row(id).getAttribute('data-fingerprint');
    expect(digits, `the fingerprint of run ${id}`).toMatch(/^[0-9a-f]{8,}$/);
    return digits!;
  }

  /** Presses Train and waits until these runs are finished. Returns their fingerprints. */
  async train(...ids: string[]): Promise<string[]> {
    await this.button('Train').click();
    return this.finished(...ids);
  }

  /** The cell of the runs table that shows a setting and opens its editor: `Run B, Kernel L2`. */
  cell(label: string): Locator {
    return this.page.locator(`button[aria-label^="${label}: "]`);
  }

  /** Opens a setting's editor, types a number into it and closes it. */
  async type(label: string, text: string): Promise<void> {
    await this.cell(label).click();
    const editor = this.page.getByRole('dialog', { name: label, exact: true });
    await editor.getByRole('textbox').fill(text);
    await editor.getByRole('textbox').press('Enter');
    await this.page.keyboard.press('Escape');
    await editor.waitFor({ state: 'detached' });
  }

  /** Waits until the progress tells of an epoch. */
  async anEpoch(): Promise<void> {
    await this.page.locator('[role="progressbar"][aria-valuetext^="Epoch"]').waitFor();
  }

  /** The part of the address from # on, as it is now. */
  hash(): Promise<string> {
    return this.page.evaluate(() => location.hash);
  }

  /** The part from # on of the link that Share copies. */
  async sharedHash(): Promise<string> {
    await this.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await this.button('Share').click();
    await this.page.getByText('Link copied.').waitFor();
    await this.page.keyboard.press('Escape');
    return new URL(await this.page.evaluate(() => navigator.clipboard.readText())).hash;
  }

  /** The curves as the page's own table gives them: epochs × (train loss, validation loss, both accuracies), by run. */
  async curves(runs: number): Promise<Epoch[][]> {
    await this.page.getByRole('radio', { name: 'Table' }).check();
    const table = this.page.getByRole('table', { name: 'Loss and accuracy of every run by epoch' });
    await table.waitFor();
    const rows = await table.evaluate((element) =>
      Array.from(element.querySelectorAll('tbody tr'), (line) =>
        Array.from(line.querySelectorAll('td'), (cell) => cell.textContent ?? ''),
      ),
    );
    return Array.from({ length: runs }, (_, run) =>
      rows.map((cells) => {
        const [trainLoss = NaN, validationLoss = NaN, trainAccuracy = NaN, validationAccuracy = NaN] = cells
          .slice(4 * run, 4 * run + 4)
          .map((text) => Number.parseFloat(text) / (text.includes('%') ? 100 : 1));
        return { trainLoss, validationLoss, trainAccuracy, validationAccuracy };
      }),
    );
  }
}

export interface Epoch {
  trainLoss: number;
  validationLoss: number;
  trainAccuracy: number;
  validationAccuracy: number;
}
