// At four sizes, in light and dark: axe finds nothing, and nothing needs a horizontal scrollbar.

import { describe, expect, test } from 'vitest';
import { languages, strings } from '../../src/strings/strings';
import { type App, useChromium } from './app';
import { findings } from './axe';

const openApp = useChromium();

const link = '#v=1&n=60&e=3&lr=-1&r=lstm,u8&r=lstm,u8,k2_1e-2&r=gru,u8,de_.3';
const sizes = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
  { width: 820, height: 1180 },
  { width: 390, height: 844 },
];
const schemes = ['light', 'dark'] as const;

/** How far the page could be scrolled sideways. */
const overflow = (app: App) =>
  app.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function expectFlawless(app: App): Promise<void> {
  expect(await findings(app)).toEqual([]);
  expect(await overflow(app)).toBe(0);
}

describe.each(sizes.flatMap((viewport) => schemes.map((colorScheme) => ({ viewport, colorScheme }))))(
  'at $viewport.width × $viewport.height, $colorScheme',
  (options) => {
    const narrow = options.viewport.width < 760;

    test('the page is flawless before training, after it, and with an editor or a sheet open', async () => {
      const app = await openApp(link, options);
      await expectFlawless(app);
      await app.train('A', 'B', 'C');
      await expectFlawless(app);
      if (narrow) await app.button('Runs').click();
      await app.cell('Run B, Kernel L2').click();
      await app.page.getByRole('dialog', { name: 'Run B, Kernel L2' }).waitFor();
      await expectFlawless(app);
    });

    test('so are the table of curves and the overlaid curves', async () => {
      const app = await openApp(link, options);
      await app.train('A', 'B', 'C');
      await app.curves(3);
      await expectFlawless(app);
      await app.page.getByRole('radio', { name: 'Overlaid' }).check();
      await expectFlawless(app);
    });
  },
);

/** Networks of all kinds, and of every group of settings some. */
const networks =
  '#v=1&n=60&e=2&r=lstm,u8,ly2,ro_att,ent_.1,de_.2&r=cnn,nf8,oc_max&r=stack,nc1,hu8,h2_1e-3&r=gru,u8,kp_1e-3';

test.each(
  sizes.flatMap((viewport, i) => languages.map((language) => ({ viewport, language, colorScheme: schemes[i % 2]! }))),
)(
  'so are all settings, what is found among them and where they act: $viewport.width, $language, $colorScheme',
  async ({ viewport, language, colorScheme }) => {
    const storage = { 'regularization-playground.preferences': JSON.stringify({ language }) };
    const app = await openApp(networks, { viewport, colorScheme, storage });
    const { runs: words, bar } = strings[language];
    if (viewport.width < 760) await app.button(bar.runs).click();
    await app.button(words.more).click();
    await expectFlawless(app);
    await app.page.getByRole('textbox', { name: words.find }).fill('dropout');
    await expectFlawless(app);
    await app.page.getByRole('textbox', { name: words.find }).fill('embeddingDropout');
    await app.page.locator('button[aria-haspopup="dialog"][data-place$=":0"]').first().click();
    await app.page.getByRole('figure', { name: words.whereItActs }).waitFor();
    await expectFlawless(app);
  },
);

test('axe is at work: it finds a picture without a text', async () => {
  const app = await openApp(link);
  await app.page.evaluate(() => document.querySelector('main')!.append(document.createElement('img')));
  expect((await findings(app)).join()).toMatch(/image-alt/);
});

test('six runs with long names fit every width', async () => {
  const runs = Array.from({ length: 6 }, (_, run) => `r=lstm,u8,k2_1e-${run},name_${'long'.repeat(9)}${run}`);
  for (const viewport of sizes) {
    const app = await openApp(`#v=1&n=60&e=2&${runs.join('&')}`, { viewport });
    await app.train('A', 'B', 'C', 'D', 'E', 'F');
    expect(await overflow(app)).toBe(0);
  }
});
