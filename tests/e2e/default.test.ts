// A first visit: the default pair starts by itself and tells its story.

import { expect, inject, test } from 'vitest';
import { useChromium } from './app';

const openApp = useChromium();

test('the default pair trains without a click: A memorizes and overfits, B is held back', async () => {
  const app = await openApp();
  await app.finished('A', 'B');

  const [a = [], b = []] = await app.curves(2);
  expect(a.length).toBeGreaterThan(5);
  const validationLosses = a.map(({ validationLoss }) => validationLoss);
  expect(a.at(-1)!.trainAccuracy).toBeGreaterThanOrEqual(0.97);
  expect(a.at(-1)!.validationLoss).toBeGreaterThanOrEqual(1.25 * Math.min(...validationLosses));
  expect(b.at(-1)!.validationLoss).toBeLessThan(a.at(-1)!.validationLoss);
});

test('nothing starts by itself in a frame, or when the link brings an experiment', async () => {
  const linked = await openApp('#v=1&n=60&e=1&r=lstm,u4');
  const framed = await openApp('#v=1&n=60&e=1&r=lstm,u4');
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
