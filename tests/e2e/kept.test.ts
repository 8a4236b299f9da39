// What was trained in this browser is there again: after a reload, on Back, on the first visit, until it is forgotten.

import { expect, test } from 'vitest';
import { type App, useChromium } from './app';
import { rememberedSpeeds } from './speeds';

const openApp = useChromium();

const link = '#v=1&n=80&e=3&r=lstm,u4&r=gru,u4,do_.2';
const other = '#v=1&n=80&e=3&r=rnn,u4';
/** What is not known yet would be measured, in workers of its own. */
const speeds = { wasm: 4, cpu: 3, webgpu: 2, webgl: 1 };
const storage = rememberedSpeeds(link, speeds);

/** How many trainings the browser's database holds, read past the page. */
const keptCount = (app: App) =>
  app.page.evaluate(async () => {
    const request = indexedDB.open('regularization-playground-results', 1);
    await new Promise((resolve, reject) => {
      request.onsuccess = resolve;
      request.onerror = reject;
      // It is not there: leave nothing behind.
      request.onupgradeneeded = () => request.transaction!.abort();
    }).catch(() => {});
    if (request.error) return 0;
    const database = request.result;
    const count = database.transaction('trainings').objectStore('trainings').count();
    await new Promise((resolve) => {
      count.onsuccess = resolve;
    });
    database.close();
    return count.result;
  });

const kept = (app: App, count: number) => expect.poll(() => keptCount(app)).toBe(count);

/** Loads the page anew; `workers` tells the requests for workers since. */
async function reload(app: App): Promise<{ workers: () => string[] }> {
  const before = app.requests.length;
  await app.page.reload();
  await app.heading.waitFor();
  return { workers: () => app.requests.slice(before).filter((request) => /worker/.test(request)) };
}

const forgetAll = async (app: App) => {
  await app.page.getByTitle('What computes, how fast, and whether exactly').click();
  await app.page.getByRole('button', { name: 'Forget all' }).click();
  await app.page.getByRole('button', { name: 'Forget', exact: true }).click();
  await app.page.getByText('All kept results are forgotten.').waitFor();
  await app.page.keyboard.press('Escape');
};

test('a reload shows the curves of before at once, digit for digit, and trains nothing', async () => {
  const app = await openApp(link, { storage });
  const digits = await app.train('A', 'B');
  const curves = await app.curves(2);
  expect(curves[0]).toHaveLength(3);
  await kept(app, 2);

  const { workers } = await reload(app);
  expect(await app.finished('A', 'B')).toEqual(digits);
  expect(await app.curves(2)).toEqual(curves);
  expect(await app.button('Train').count()).toBe(1);
  // Longer than the rest after which a page measures.
  await app.page.waitForTimeout(3000);
  expect(workers()).toEqual([]);

  // Train with all finished trains them again, to the same digits, in the place of the old ones.
  expect(await app.train('A', 'B')).toEqual(digits);
  await kept(app, 2);
});

test('Back and a link to the same runs in another order show what is kept after a reload', async () => {
  const app = await openApp(link, { storage });
  const [a, b] = await app.train('A', 'B');
  await kept(app, 2);
  await app.page.evaluate((hash) => {
    location.hash = hash;
  }, other);
  await app.row('B').waitFor({ state: 'detached' });
  await reload(app);
  await app.page.goBack();
  expect(await app.finished('A', 'B')).toEqual([a, b]);
  await app.page.evaluate((hash) => {
    location.hash = hash;
  }, '#v=1&n=80&e=3&r=gru,u4,do_.2&r=lstm,u4');
  await expect.poll(() => app.row('A').getAttribute('data-fingerprint')).toBe(b);
  expect(await app.finished('A', 'B')).toEqual([b, a]);
});

test('a second first visit shows the default pair without training it again', async () => {
  const app = await openApp('', { storage: rememberedSpeeds('', speeds) });
  const digits = await app.finished('A', 'B');
  await kept(app, 2);
  const { workers } = await reload(app);
  expect(await app.finished('A', 'B')).toEqual(digits);
  expect(workers()).toEqual([]);
});

test('after Forget all a reload shows nothing', async () => {
  const app = await openApp(link, { storage });
  await app.train('A', 'B');
  await kept(app, 2);
  await forgetAll(app);
  expect(await app.status('A')).toBe('finished');
  expect(await app.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual([]);
  await reload(app);
  await app.row('B').waitFor();
  await app.page.waitForTimeout(500);
  expect(await app.status('A')).toBe('idle');
});

test('after Reset a reload brings no result back', async () => {
  const app = await openApp(link, { storage });
  await app.train('A', 'B');
  await kept(app, 2);
  await app.button('Reset').click();
  await kept(app, 0);
  await reload(app);
  await app.row('B').waitFor();
  await app.page.waitForTimeout(500);
  expect(await app.status('A')).toBe('idle');
});

test('what another version of the engine computed is not shown, and is thrown away', async () => {
  const app = await openApp(link, { storage });
  const digits = await app.train('A', 'B');
  await kept(app, 2);
  await app.page.evaluate(async () => {
    const request = indexedDB.open('regularization-playground-results');
    await new Promise((resolve) => {
      request.onsuccess = resolve;
    });
    const transaction = request.result.transaction('totals', 'readwrite');
    const store = transaction.objectStore('totals');
    const totals = store.get('totals');
    totals.onsuccess = () => store.put({ ...totals.result, engine: 'another' });
    await new Promise((resolve) => {
      transaction.oncomplete = resolve;
    });
    request.result.close();
  });
  await reload(app);
  await kept(app, 0);
  expect(await app.status('A')).toBe('idle');
  expect(await app.train('A', 'B')).toEqual(digits);
});

test('without a database the page trains as ever', async () => {
  const app = await openApp(link, {
    storage,
    before: (page) =>
      page.addInitScript(() =>
        Object.defineProperty(window, 'indexedDB', {
          get: () => {
            throw new DOMException('not here', 'SecurityError');
          },
        }),
      ),
  });
  const digits = await app.train('A', 'B');
  await reload(app);
  expect(await app.status('A')).toBe('idle');
  expect(await app.train('A', 'B')).toEqual(digits);
});
