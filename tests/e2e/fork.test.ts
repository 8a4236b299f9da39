// Going on from an epoch of a run with something else, as a person asks for it.

import { expect, test } from 'vitest';
import { openLink } from '../../src/experiment/link';
import { type App, useChromium } from './app';
import { findings } from './axe';

const open = useChromium();

async function train(app: App, ...ids: string[]): Promise<void> {
  await app.button('Train').click();
  for (const id of ids) await app.waitFor(id, 'finished');
}

const losses = async (app: App) => {
  await app.page.getByRole('radio', { name: 'Table' }).check();
  const rows = await app.page.getByRole('region', { name: 'Curves' }).locator('tbody tr').allInnerTexts();
  return rows.map((row) => row.split('\t'));
};

test('a run goes on from its third epoch with L2, leaves the other there, and the link does it again', async () => {
  const app = await open('#v=1&c=headlines&n=80&e=6&r=lstm,u8');
  await train(app, 'A');
  await app.page.getByRole('button', { name: /^Run A: actions/ }).click();
  await app.page.getByRole('menuitem', { name: 'Go on from an epoch…' }).click();
  const panel = app.page.getByRole('dialog', { name: 'Go on from an epoch of run A' });
  await panel.getByLabel('After epoch').fill('9');
  await panel.getByLabel('and change').selectOption({ label: 'Kernel L2' });
  await panel.getByLabel('to', { exact: true }).fill('1');
  expect(await findings(app)).toEqual([]);
  await panel.getByRole('button', { name: 'Go on from here' }).click();
  expect(await panel.getByRole('alert').innerText()).toContain('9 is too large');
  await panel.getByLabel('After epoch').fill('3');
  await panel.getByRole('button', { name: 'Go on from here' }).click();
  await app.waitFor('B', 'finished');
  // The address follows an edit within a quarter of a second.
  await expect.poll(() => openLink(app.page.url()).experiment.runs[1]).toMatchObject({ kernelL2: 1, fork: '3__k2_0' });
  // A diamond on each line of each of its charts, and of A's none.
  await expect.poll(() => app.page.locator('#charts path[fill="var(--ground)"]').count()).toBe(4);

  const [epoch1, , epoch3, epoch4] = await losses(app);
  // Train and validation of A, then of B.
  expect(epoch1!.slice(5, 9)).toEqual(epoch1!.slice(1, 5));
  expect(epoch3!.slice(5, 9)).toEqual(epoch3!.slice(1, 5));
  expect(epoch4!.slice(5, 9)).not.toEqual(epoch4!.slice(1, 5));

  const fingerprint = await app.row('B').getAttribute('data-fingerprint');
  const again = await open(new URL(app.page.url()).hash);
  await train(again, 'A', 'B');
  expect(await again.row('B').getAttribute('data-fingerprint')).toBe(fingerprint);
});

test('before the first epoch there is nothing to go on from', async () => {
  const app = await open('#v=1&c=headlines&n=80&e=6&r=lstm,u8');
  await app.page.getByRole('button', { name: /^Run A: actions/ }).click();
  const item = app.page.getByRole('menuitem', { name: 'Go on from an epoch…' });
  expect(await item.isDisabled()).toBe(true);
});
