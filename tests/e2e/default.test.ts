// A first visit: the default pair starts by itself and tells its story.

import { expect, inject, test } from 'vitest';
import { useChromium } from './app';
import { rememberedSpeeds } from './speeds';

const openApp = useChromium();

test('a first visit trains without a click: A memorizes and overfits, B keeps loss down and accuracy up', async () => {
  const app = await openApp();
  await app.finished('A', 'B');

  const [a = [], b = []] = await app.curves(2);
  expect(a.length).toBeGreaterThan(5);
  const validationLosses = a.map(({ validationLoss }) => validationLoss);
  expect(a.at(-1)!.trainAccuracy).toBeGreaterThanOrEqual(0.97);
  expect(a.at(-1)!.validationLoss).toBeGreaterThanOrEqual(1.25 * Math.min(...validationLosses));
  expect(b.at(-1)!.validationLoss).toBeLessThan(a.at(-1)!.validationLoss - 0.5);
  expect(b.at(-1)!.validationAccuracy).toBeGreaterThan(a.at(-1)!.validationAccuracy + 0.05);
});

test('nothing starts by itself in a frame, or when the link brings an experiment', async () => {
  const link = '#v=1&n=60&e=1&r=lstm,u4';
  // What is not known yet would be measured, in workers of its own.
  const storage = rememberedSpeeds(link, { wasm: 4, cpu: 3, webgpu: 2, webgl: 1 });
  const linked = await openApp(link, { storage });
  const framed = await openApp(link, { storage });
  const url = inject('pageUrl');
  await framed.page.route(`${url}frame.html`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><title>Lesson</title><iframe src="${url}"></iframe>`,
    }),
  );
  await framed.page.goto(`${url}frame.html`);
  const frame = framed.page.frameLocator('iframe');
  await frame.getByRole('heading', { name: 'Regularization Playground' }).waitFor();

  // What starts by itself has started before the page is drawn.
  await frame.locator('tr[data-run="A"]').waitFor();
  expect(await frame.locator('tr[data-run="A"]').getAttribute('data-status')).toBe('idle');
  expect(await linked.status('A')).toBe('idle');
  expect(linked.requests.filter((request) => /worker/.test(request))).toEqual([]);
  expect(framed.requests.filter((request) => /worker/.test(request))).toEqual([]);

  await linked.train('A');
});
