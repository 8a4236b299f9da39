// Six runs of twenty seeds and a hundred epochs, while they train and while somebody looks at them: whether the page's
// main thread is ever busy for long.

import { trainingEnds } from './app.mjs';
import { inFreshProfile, startTraining } from './built-app.mjs';
import { longTasksSince, noteLongTasks } from './long-tasks.mjs';

/** Small networks on few texts: what is drawn is as much, and comes several times as fast. */
const runs = '&r=lstm,u8&r=lstm,u8,k2_.01&r=lstm,u8,r2_.01&r=gru,u8&r=gru,u8,de_.5&r=rnn,u8';
const link = (epochs) => `#v=1&n=200&len=16&e=${epochs}&seeds=20&b=wasm${runs}`;
/** Compiling and the first drawing belong to starting, not to training. */
const startingMs = 1000;
const tasksTold = 3;
const limitSeconds = 240;

export async function measureDrawn({ browser, app, say }, { drawn: { epochs } }) {
  const { url } = await app();
  return await inFreshProfile(browser, async (page) => {
    await noteLongTasks(page);
    const pressedAt = await startTraining(page, `${url}${link(epochs)}`);
    await page.getByRole('button', { name: 'Pause', exact: true }).waitFor({ timeout: 5000 });
    if (!(await trainingEnds(page, limitSeconds))) throw new Error(`120 trainings took longer than ${limitSeconds} s`);
    const training = await longTasksSince(page, pressedAt + startingMs);
    const lookedAt = await page.evaluate(() => performance.now());
    await lookAtAll(page);
    const looking = await longTasksSince(page, lookedAt);
    say(
      `tasks over 50 ms with 120 curves of ${epochs} epochs: ${training.length} in training, ${looking.length} later`,
    );
    return { epochs, training: told(training), looking: told(looking) };
  });
}

const told = (tasks) => ({ over50Ms: tasks.length, longestMs: tasks[0]?.ms ?? 0, longest: tasks.slice(0, tasksTold) });

/** All arrangements and choices of the curves, one after the other. */
async function lookAtAll(page) {
  const rest = () => page.waitForTimeout(400);
  const charts = page.locator('svg.recharts-surface').first();
  for (const arrangement of ['Overlaid', 'Difference', 'Table', 'Side by side']) {
    await page.getByRole('radio', { name: arrangement, exact: true }).check();
    await rest();
    if (arrangement === 'Table' || arrangement === 'Difference') continue;
    await page.getByRole('checkbox', { name: 'Each seed' }).check();
    await rest();
    const box = await charts.boundingBox();
    for (let step = 1; step < 20; step++)
      await page.mouse.move(box.x + (box.width * step) / 20, box.y + box.height / 2);
    await rest();
    await page.getByRole('checkbox', { name: 'Log y' }).check();
    await rest();
    await page.getByRole('checkbox', { name: 'Log y' }).uncheck();
    await page.getByRole('checkbox', { name: 'Each seed' }).uncheck();
    await rest();
  }
}
