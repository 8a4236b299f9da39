// Nothing leaves the origin; the page works from any folder, without its server, and under its own policy.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, inject, test } from 'vitest';
import { type App, useChromium } from './app';
import { addressOf, serve } from './serve';
import { rememberedSpeeds } from './speeds';

const openApp = useChromium();

const small = '#v=1&n=60&e=2&r=lstm,u8&r=lstm,u8,k2_1e-2';

/** Opens, trains, changes, undoes, shares, looks at everything. */
async function wholeSession(app: App): Promise<void> {
  await app.train('A', 'B');
  await app.type('Run B, Kernel L2', '0.1');
  await app.finished('B');
  await app.button('Undo').click();
  await app.sharedHash();
  for (const arrangement of ['Overlaid', 'Table', 'Side by side']) {
    await app.page.getByRole('radio', { name: arrangement }).check();
  }
  await app.button('Theme').click();
  await app.page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await app.button('Reset').click();
}

/** Collects what the page's Content-Security-Policy refuses. */
const watchPolicy = (page: App['page']) =>
  page.addInitScript(() => {
    const refused: string[] = [];
    Object.assign(window, { refused });
    addEventListener('securitypolicyviolation', (event) => {
      refused.push(`${event.effectiveDirective}: ${event.blockedURI}`);
    });
  });
const refusedBy = (app: App) => app.page.evaluate(() => (window as unknown as { refused: string[] }).refused);

test('no request leaves the origin in a whole session, and the policy refuses nothing', async () => {
  const app = await openApp(small, { before: watchPolicy });
  await wholeSession(app);
  const { origin } = new URL(inject('pageUrl'));
  expect(app.requests.some((request) => /worker/.test(request))).toBe(true);
  expect(app.requests.filter((request) => /^https?:/.test(request) && new URL(request).origin !== origin)).toEqual([]);
  expect(await refusedBy(app)).toEqual([]);
});

test('the policy is in force: an address elsewhere is refused', async () => {
  const app = await openApp(small, { before: watchPolicy });
  await app.page.evaluate(() => fetch('https://example.org/').catch(() => {}));
  expect(await refusedBy(app)).toEqual(['connect-src: https://example.org/']);
  app.faults.splice(0);
});

test('it works from a folder of a server', async () => {
  const url = inject('folderUrl');
  expect(new URL(url).pathname).toBe('/a/folder/');
  const app = await openApp(small, { url });
  await wholeSession(app);
  expect(app.requests.filter((request) => /^https?:/.test(request) && !request.startsWith(url))).toEqual([]);
});

test('once opened it works without its server', async () => {
  const server = await serve(inject('builtPage'));
  const app = await openApp(small, {
    url: addressOf(server),
    // A backend that was never asked for cannot be loaded any more, and is not available then.
    storage: rememberedSpeeds(small, { wasm: 4, cpu: 3, webgpu: 2, webgl: 1 }),
    // As where there are processors to spare: each run has a worker of its own.
    before: (page) => page.addInitScript(() => Object.defineProperty(navigator, 'hardwareConcurrency', { value: 8 })),
  });
  await app.train('A', 'B');
  await server.close();

  await app.type('Run B, Kernel L2', '0.1');
  await app.finished('B');
  await app.button('Add a run').click();
  await app.finished('C');
  // A change of the address makes Chromium ask for the icon again, at some time.
  await app.page.close();
  expect(app.faults.splice(0).filter((fault) => !fault.includes('favicon'))).toEqual([]);
});

describe('what the page loads before its worker', () => {
  const folder = () => join(inject('builtPage'), 'assets');
  const read = (name: string) => readFileSync(join(folder(), name), 'utf8');

  /** The scripts that index.html names, and all that they import in turn. */
  function pageScripts(): string[] {
    const html = readFileSync(join(inject('builtPage'), 'index.html'), 'utf8');
    const found = new Set<string>();
    const visit = (name: string) => {
      if (found.has(name)) return;
      found.add(name);
      const imports = read(name).matchAll(/(?:\bfrom|\bimport\(?)\s*["'`]\.\/([\w.-]+\.js)["'`]/g);
      for (const [, imported] of imports) visit(imported!);
    };
    for (const [, name] of html.matchAll(/(?:src|href)="\.\/assets\/([^"]+\.js)"/g)) visit(name!);
    return [...found];
  }

  /** Words that stand in TensorFlow.js's own code, minified or not. */
  const tfjs = ['WASM_HAS_SIMD_SUPPORT', 'registerKernel', 'tensorflow'];
  const wordsIn = (scripts: string[]) => tfjs.filter((word) => scripts.some((name) => read(name).includes(word)));

  const compressed = (names: readonly string[]) =>
    names.reduce((total, name) => total + gzipSync(read(name)).length, 0);

  test('is at most 300 kB of JavaScript, compressed, until its first curves are drawn, and 35 kB a view more', async () => {
    const app = await openApp(small);
    await app.train('A', 'B');
    const asked = app.requests.flatMap((request) => /\/assets\/([^/]+\.js)$/.exec(request)?.[1] ?? []);
    const loaded = pageScripts().filter((name) => asked.includes(name));
    expect(loaded.length).toBeGreaterThan(1);
    expect(compressed(loaded)).toBeLessThanOrEqual(300_000);
    const views = pageScripts().filter((name) => !asked.includes(name));
    expect(views.length).toBeGreaterThan(1);
    for (const view of views) expect([view, compressed([view])]).toSatisfy(([, bytes]) => bytes <= 35_000);
  });

  test('holds nothing of TensorFlow.js, which is in the worker', () => {
    expect(wordsIn(pageScripts())).toEqual([]);
    const workers = readdirSync(folder()).filter((name) => /^worker.*\.js$/.test(name));
    expect(wordsIn(workers)).toContain('WASM_HAS_SIMD_SUPPORT');
  });
});
