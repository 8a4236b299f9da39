// The data panel: what the texts are, which of them a run gets wrong, and nothing of them run as markup.

import { expect, test } from 'vitest';
import { useChromium } from './app';

const openApp = useChromium();

test('the data panel shows the texts of the experiment, and finds and filters them', async () => {
  const app = await openApp('#v=1&n=200&e=1&r=lstm,u4');
  await app.page.locator('#data-button').click();
  const rows = app.page.locator('section[aria-busy="false"] tbody tr');
  await expect.poll(() => rows.count()).toBe(50);
  await app.page.getByPlaceholder('Search the texts').fill('soup');
  await expect.poll(() => rows.count()).toBeLessThan(50);
  for (const text of await rows.allTextContents()) expect(text.toLowerCase()).toContain('soup');
  await app.page.getByPlaceholder('Search the texts').fill('no text has these words');
  await app.page.getByText('No text').first().waitFor();
  expect(app.faults).toEqual([]);
});

test('after training it lists exactly the validation texts that a run gets wrong', async () => {
  const app = await openApp('#v=1&c=whosaidnot&gn=400&n=200&e=2&r=lstm,u4');
  await app.train('A');
  const [a = []] = await app.curves(1);
  const wrong = Math.round((1 - a.at(-1)!.validationAccuracy) * 80);
  await app.page.locator('#data-button').click();
  const selects = app.page.locator('select');
  await selects.filter({ hasText: 'all parts' }).selectOption({ label: 'validation' });
  await selects.filter({ hasText: 'right and wrong' }).selectOption({ label: 'wrong in A' });
  const rows = app.page.locator('section[aria-busy="false"] tbody tr');
  await expect.poll(() => rows.count()).toBe(wrong);
  expect(app.faults).toEqual([]);
});
