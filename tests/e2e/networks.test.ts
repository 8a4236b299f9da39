// Networks beside the recurrent layer of one direction, on the page: they train, say what they are, and travel by link.

import { expect, test } from 'vitest';
import { en } from '../../src/strings/en';
import { useChromium } from './app';

const openApp = useChromium();

const link =
  '#v=1&n=60&e=3&r=rnn,u8,act_relu,ri_id,ls_.1,kp_1e-3&r=lstm,u8,ly2,dir_bi,ro_att,dl_.3,ent_.05&r=cnn,nf8,do_.5,oc_max&r=stack,nc2,hu8,c2_1e-3&r=bag,hu8&r=gru,u8,rst_after,zs_.2,dk_.2';

test('six kinds of network train side by side, each by its name', async () => {
  const app = await openApp(link);
  await app.train('A', 'B', 'C', 'D', 'E', 'F');
  const names = await Promise.all(
    ['A', 'B', 'C', 'D', 'E', 'F'].map((id) => app.row(id).getByRole('button').textContent()),
  );
  for (const [i, words] of ['Lp', '2 layers', 'text CNN', 'stacked CNN', 'bag of words', 'GRU'].entries()) {
    expect(names[i]).toContain(words);
  }
  // What a network has not is no number.
  await expect.poll(() => app.row('E').getByRole('cell').allTextContents()).toContain('–');
});

test('a setting that does nothing in a network is shown as such and left out of the link', async () => {
  const app = await openApp('#v=1&n=60&e=2&r=lstm,u24,k2_1e-3&r=lstm,u8');
  await app.cell('Run A, Cell').click();
  await app.page.getByRole('radio', { name: /^bag of words/ }).check();
  await app.page.keyboard.press('Escape');
  await app.page.getByRole('button', { name: `Run A, Kernel L2: ${en.runs.idle}` }).waitFor();
  await expect.poll(() => app.page.url()).toMatch(/r=bag&r=lstm,u8$/);
  // It is not lost: the cell that has it brings it back.
  await app.cell('Run A, Cell').click();
  await app.page.getByRole('radio', { name: /^LSTM/ }).check();
  await app.page.keyboard.press('Escape');
  await expect.poll(() => app.page.url()).toContain('r=lstm,u24,k2_1e-3');
});
