// What a reader does with the page: change, undo, share, go back, pause, and all of it by keyboard.

import { expect, test } from 'vitest';
import { sealLink } from '../../src/experiment/link-seal';
import { en } from '../../src/strings/en';
import { type App, useChromium } from './app';

const openApp = useChromium();

const small = '#v=1&n=60&e=3&r=lstm,u8&r=lstm,u8,k2_.01';
/** Long enough to be interrupted. */
const long = '#v=1&e=500&r=lstm';

/** Notes every status that a run's line of the results table shows from now on. */
async function watchStatus(app: App, id: string): Promise<() => Promise<string[]>> {
  await app.row(id).evaluate((row) => {
    const seen: string[] = [];
    Object.assign(row, { seen });
    new MutationObserver(() => seen.push(row.getAttribute('data-status') ?? '')).observe(row, {
      attributeFilter: ['data-status', 'data-fingerprint'],
    });
  });
  return () => app.row(id).evaluate((row) => (row as unknown as { seen: string[] }).seen);
}

const shownEpoch = async (app: App) =>
  Number(/Epochs? (?:\d+–)?(\d+)/.exec((await app.page.locator('header').textContent()) ?? '')?.[1] ?? 0);

test('changing a setting retrains that run alone, and undo brings its curve back', async () => {
  const app = await openApp(small);
  const [a, b] = await app.train('A', 'B');
  const statusesOfA = await watchStatus(app, 'A');
  const statusesOfB = await watchStatus(app, 'B');

  await app.type('Run B, Kernel L2', '0.1');
  await expect.poll(() => app.row('B').getAttribute('data-fingerprint')).not.toBe(b);
  const [changed] = await app.finished('B');
  expect(changed).not.toBe(b);
  expect((await statusesOfB())[0]).toMatch(/waiting|starting|training/);
  await expect.poll(() => app.hash()).toBe('#v=1&n=60&e=3&r=lstm,u8&r=lstm,u8,k2_.1');
  await app.page.getByText(en.curves.previous, { exact: true }).waitFor();

  await app.button('Undo').click();
  await expect.poll(() => app.row('B').getAttribute('data-fingerprint')).toBe(b);
  expect(await app.status('B')).toBe('finished');
  await expect.poll(() => app.hash()).toBe(small);

  await app.button('Redo').click();
  await expect.poll(() => app.row('B').getAttribute('data-fingerprint')).toBe(changed);

  expect(await app.fingerprint('A')).toBe(a);
  expect(await statusesOfA()).toEqual([]);
});

test('the link that Share copies opens the same experiment, which trains to the same curves', async () => {
  const app = await openApp(small);
  await app.type('Run B, Dropout, words', '0.5');
  const fingerprints = await app.train('A', 'B');
  const link = await app.sharedHash();
  expect(link).toBe(sealLink('#v=1&n=60&e=3&r=lstm,u8&r=lstm,u8,k2_.01,de_.5'));

  const receiver = await openApp(link);
  expect(await receiver.train('A', 'B')).toEqual(fingerprints);
  expect(await receiver.sharedHash()).toBe(link);
});

test('Back and Forward move between the experiments that were trained', async () => {
  const app = await openApp(small);
  const before = await app.train('A', 'B');
  await app.type('Run B, Kernel L2', '0.1');
  await app.finished('B');
  await app.button('Train').click();
  const changed = '#v=1&n=60&e=3&r=lstm,u8&r=lstm,u8,k2_.1';
  await expect.poll(() => app.hash()).toBe(changed);
  const after = await app.finished('A', 'B');
  expect(after).not.toEqual(before);

  await app.page.goBack();
  await expect.poll(() => app.cell('Run B, Kernel L2').textContent()).toBe('1e-2');
  expect(await app.hash()).toBe(small);
  expect(await app.finished('A', 'B')).toEqual(before);

  await app.page.goForward();
  await expect.poll(() => app.cell('Run B, Kernel L2').textContent()).toBe('0.1');
  expect(await app.hash()).toBe(changed);
  expect(await app.finished('A', 'B')).toEqual(after);
});

test('training pauses, goes on by an epoch or altogether, stops, and is reset', async () => {
  const app = await openApp(long);
  await app.button('Train').click();
  await app.waitFor('A', 'training');
  await expect.poll(() => shownEpoch(app)).toBeGreaterThan(0);

  await app.button('Pause').click();
  await app.waitFor('A', 'paused');
  await app.button('Resume').waitFor();
  const pausedAt = await shownEpoch(app);

  await app.button('One epoch').click();
  await expect.poll(() => shownEpoch(app)).toBe(pausedAt + 1);
  await app.waitFor('A', 'paused');

  await app.button('Resume').click();
  await app.waitFor('A', 'training');
  await expect.poll(() => shownEpoch(app)).toBeGreaterThan(pausedAt + 1);

  await app.button('Stop').click();
  await app.waitFor('A', 'stopped');
  expect(await shownEpoch(app)).toBeGreaterThan(pausedAt + 1);

  await app.button('Reset').click();
  await app.waitFor('A', 'idle');
  await app.page.getByText('Not started').waitFor();
});

test('a pause changes nothing about the curve', async () => {
  const link = '#v=1&n=300&e=12&r=gru,de_.3';
  const [straight] = await (await openApp(link)).train('A');

  const app = await openApp(link);
  for (let epoch = 1; epoch <= 2; epoch++) {
    await app.button('One epoch').click();
    await expect.poll(() => shownEpoch(app)).toBe(epoch);
    await app.waitFor('A', 'paused');
  }
  await app.button('Resume').click();
  expect(await app.finished('A')).toEqual([straight]);
});

test('the space bar trains and pauses, but types a space where one types', async () => {
  const app = await openApp(long);
  await app.page.keyboard.press(' ');
  await app.waitFor('A', 'training');
  await app.page.keyboard.press(' ');
  await app.waitFor('A', 'paused');

  await app.button(/^Run A: actions/).click();
  await app.page.getByRole('menuitem', { name: 'Rename…' }).click();
  await app.page.getByRole('textbox', { name: 'Name of run A' }).pressSequentially('No penalty');
  await app.page.keyboard.press('Enter');
  await expect.poll(() => app.hash()).toBe(`${long},name_No%20penalty`);
  expect(await app.status('A')).toBe('paused');
});

test('everything is reached by keyboard: train, a setting, its number, and back', async () => {
  const app = await openApp(small);
  const { keyboard } = app.page;
  const focused = () =>
    app.page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
  const tabTo = async (name: RegExp) => {
    for (let presses = 0; presses < 60; presses++) {
      await keyboard.press('Tab');
      if (name.test(await focused())) return;
    }
    throw new Error(`60 presses of Tab did not lead to ${name}`);
  };

  await tabTo(/^Train$/);
  await keyboard.press('Enter');
  const [, b] = await app.finished('A', 'B');

  await tabTo(/^Run A, Cell: /);
  for (const key of ['ArrowRight', ...Array.from({ length: 5 }, () => 'ArrowDown')]) await keyboard.press(key);
  expect(await focused()).toMatch(/^Run B, Kernel L2: /);
  await keyboard.press('Enter');
  const editor = app.page.getByRole('dialog', { name: 'Run B, Kernel L2' });
  await editor.waitFor();
  await expect.poll(() => editor.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  for (let presses = 0; !/as a number$/.test(await focused()) && presses < 5; presses++) await keyboard.press('Tab');
  await keyboard.press('Control+A');
  await keyboard.type('0.1');
  await keyboard.press('Enter');
  await keyboard.press('Escape');
  await editor.waitFor({ state: 'detached' });
  await expect.poll(focused).toMatch(/^Run B, Kernel L2: 0\.1/);
  await expect.poll(() => app.row('B').getAttribute('data-fingerprint')).not.toBe(b);
  await app.finished('B');

  await keyboard.press('Control+Z');
  await expect.poll(() => app.row('B').getAttribute('data-fingerprint')).toBe(b);
});

test('a number that is not allowed is refused with a sentence, and the one in use stays', async () => {
  const app = await openApp(small);
  await app.cell('Run B, Kernel L2').click();
  const box = app.page.getByRole('dialog').getByRole('textbox');
  await box.fill('eleven');
  await box.press('Enter');
  await app.page
    .getByRole('alert')
    .getByText(/got “eleven”.*Still in use: 1e-2/)
    .waitFor();
  expect(await box.inputValue()).toBe('eleven');
  expect(await app.hash()).toBe(small);
});
