// At three sizes, in light and dark: axe finds nothing, and nothing needs a horizontal scrollbar.

import { describe, expect, test } from 'vitest';
import { type App, useChromium } from './app';
import { findings } from './axe';

const openApp = useChromium();

const link = '#v=1&n=60&e=3&lr=-1&r=lstm,u8&r=lstm,u8,k2_1e-2&r=gru,u8,de_.3';
const sizes = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
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
    const narrow = options.viewport.width < 900;

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
