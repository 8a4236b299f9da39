// Which backend trains: measured, remembered, forced, linked; in browsers with and without what it takes.

import { describe, expect, test } from 'vitest';
import { graphicsArguments } from '../../scripts/chromium-arguments.mjs';
import { sealLink } from '../../src/experiment/link-seal';
import { type App, inWorkers, useChromium } from './app';
import { findings } from './axe';
import { rememberedSpeeds } from './speeds';

const openApp = useChromium();

const small = '#v=1&n=60&e=2&r=lstm,u8&r=gru,u8';
const forced = (backend: string) => small.replace('&r=', `&b=${backend}&r=`);
const fast = { wasm: 100_000, cpu: 10_000, webgpu: 1_000_000, webgl: 50_000 };

const badge = (app: App) => app.page.getByTitle('What computes, how fast, and whether exactly');
const menu = (app: App) => app.page.getByRole('dialog', { name: 'Backend', exact: true });
const choice = (app: App, name: RegExp) => menu(app).getByRole('radio', { name });

async function openMenu(app: App): Promise<void> {
  await badge(app).click();
  await menu(app).waitFor();
}

describe('where there is no WebGPU', () => {
  test('a link that forces it says what ran instead, keeps its wish, and gives the digits of wasm', async () => {
    const expected = await (await openApp(small)).train('A', 'B');
    const app = await openApp(forced('webgpu'));
    expect(await app.train('A', 'B')).toEqual(expected);
    await app.messages
      .getByText(/^wasm runs instead of webgpu: .*WebGPU.*The curves are exact instead of approximate\.$/)
      .waitFor();
    expect(await badge(app).textContent()).toMatch(/^wasm exact .*tokens\/s$/);
    expect(await app.hash()).toBe(forced('webgpu'));

    await openMenu(app);
    expect(await choice(app, /^webgpu/).isChecked()).toBe(true);
    await choice(app, /^webgpu approximate not available .*WebGPU/).waitFor();
    // The link that is copied may still promise equal digits, for such there were.
    await app.page.keyboard.press('Escape');
    await app.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await app.button('Share').click();
    await app.page.getByText(/same curves, digit for digit/).waitFor();
  });

  test('a page at rest measures what there is, and cannot be made to choose what there is not', async () => {
    const app = await openApp(small);
    await openMenu(app);
    await choice(app, /^wasm exact [\d.]+[kM]? tokens\/s/).waitFor();
    await choice(app, /^cpu exact [\d.]+[kM]? tokens\/s/).waitFor();
    await choice(app, /^webgpu approximate not available .*WebGPU/).waitFor();
    expect(await choice(app, /^webgpu/).isDisabled()).toBe(true);
    expect(await choice(app, /^Automatic \(wasm\)/).isChecked()).toBe(true);
    await menu(app)
      .getByText('wasm and cpu reproduce links exactly, digit for digit; GPU backends approximately.')
      .waitFor();
    expect(await app.status('A')).toBe('idle');
  });

  test('what was remembered to be fast and is not there any more is said, and not chosen again', async () => {
    const app = await openApp(small, { storage: rememberedSpeeds(small, fast) });
    expect(await badge(app).textContent()).toBe('webgpu approximate ≈ 1.0M tokens/s');
    await app.train('A', 'B');
    await app.messages.getByText(/^wasm runs instead of webgpu: /).waitFor();
    await openMenu(app);
    await choice(app, /^Automatic \(wasm\)/).waitFor();
    await choice(app, /^webgpu approximate not available/).waitFor();
  });
});

test('speeds that are remembered are there at once, decide, and are not measured again', async () => {
  const app = await openApp(small, { storage: rememberedSpeeds(small, fast) });
  await openMenu(app);
  expect(await choice(app, /^Automatic \(webgpu\)/).isChecked()).toBe(true);
  for (const name of [/^wasm exact 100k/, /^cpu exact 10k/, /^webgpu approximate 1\.0M/, /^webgl approximate 50k/]) {
    expect(await choice(app, name).count()).toBe(1);
  }
  // Longer than the rest after which a page measures.
  await app.page.waitForTimeout(3000);
  expect(app.requests.filter((request) => /worker/.test(request))).toEqual([]);
});

test('what one page measured the next one knows', async () => {
  const app = await openApp(small);
  await openMenu(app);
  await choice(app, /^webgl approximate (?!not measured|measuring)/).waitFor();
  const measured = await choice(app, /^wasm/).evaluate((input) => input.closest('label')!.textContent);
  expect(measured).toMatch(/\d[kM]? tokens\/s/);
  await app.page.reload();
  await openMenu(app);
  expect(await choice(app, /^wasm/).evaluate((input) => input.closest('label')!.textContent)).toBe(measured);
});

test('forcing cpu puts it into the link and trains on it, to the same digits; undo takes it back', async () => {
  const app = await openApp(small, { storage: rememberedSpeeds(small, { ...fast, webgpu: 1, webgl: 1 }) });
  const onWasm = await app.train('A', 'B');
  await openMenu(app);
  await choice(app, /^cpu/).check();
  await app.page.waitForFunction(() => location.hash.includes('b=cpu'));
  await app.page.keyboard.press('Escape');
  await expect.poll(() => badge(app).textContent()).toMatch(/^cpu exact .* tokens\/s$/);
  expect(await app.finished('A', 'B')).toEqual(onWasm);
  expect(await app.sharedHash()).toBe(sealLink(forced('cpu')));

  await app.button('Undo').click();
  await app.page.waitForFunction(() => !location.hash.includes('b='));
  expect(await app.finished('A', 'B')).toEqual(onWasm);
  await expect.poll(() => badge(app).textContent()).toMatch(/^wasm exact/);
  await app.page.reload();
  await openMenu(app);
  expect(await choice(app, /^Automatic/).isChecked()).toBe(true);
});

test('without SIMD the page is on cpu by itself, exactly, and the menu says why', async () => {
  const app = await openApp(small, {
    before: inWorkers('WebAssembly.validate = () => false;'),
  });
  await openMenu(app);
  await choice(app, /^wasm exact not available WebAssembly SIMD is not available/).waitFor();
  await choice(app, /^Automatic \(cpu\)/).waitFor();
  expect(await choice(app, /^wasm/).isDisabled()).toBe(true);
  await app.page.keyboard.press('Escape');
  await app.train('A', 'B');
  await app.messages.getByText(/^cpu runs instead of wasm: .*the curves are the same\.$/).waitFor();
  expect(await badge(app).textContent()).toMatch(/^cpu exact/);
});

describe('the menu', () => {
  const options = { storage: rememberedSpeeds(small, { ...fast, webgl: 'WebGL 2 is not available' }) };

  test('is worked by keyboard: in at the choice, out with Escape, back on the badge', async () => {
    const app = await openApp(small, options);
    await badge(app).focus();
    await app.page.keyboard.press('Enter');
    await expect
      .poll(() => app.page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.value))
      .toBe('auto');
    await app.page.keyboard.press('ArrowDown');
    await app.page.waitForFunction(() => location.hash.includes('b=wasm'));
    await app.page.keyboard.press('ArrowDown');
    await app.page.waitForFunction(() => location.hash.includes('b=cpu'));
    await app.page.keyboard.press('Escape');
    await menu(app).waitFor({ state: 'detached' });
    expect(await badge(app).evaluate((button) => button === document.activeElement)).toBe(true);
    // One walk through the choices is one step back.
    await app.button('Undo').click();
    await app.page.waitForFunction(() => !location.hash.includes('b='));
  });

  test.each([
    { width: 1440, height: 900, colorScheme: 'light' },
    { width: 1280, height: 720, colorScheme: 'dark' },
    { width: 390, height: 844, colorScheme: 'light' },
    { width: 390, height: 844, colorScheme: 'dark' },
  ] as const)('is flawless at $width × $height, $colorScheme', async ({ colorScheme, ...viewport }) => {
    const app = await openApp(small, { ...options, viewport, colorScheme });
    if (viewport.width < 900) await app.button('Menu').click();
    await openMenu(app);
    expect(await findings(app)).toEqual([]);
    const box = (await menu(app).boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.y).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(viewport.width);
    expect(box.y + box.height).toBeLessThanOrEqual(viewport.height);
  });

  test('is also what the setting opens, and fits a phone there', async () => {
    const app = await openApp(small, { ...options, viewport: { width: 390, height: 844 } });
    await app.button('Settings').click();
    await app.button(/^Backend/).click();
    await choice(app, /^cpu exact 10k/).waitFor();
    expect(await findings(app)).toEqual([]);
    const box = (await menu(app).boundingBox())!;
    expect(box.x + box.width).toBeLessThanOrEqual(390);
    await choice(app, /^cpu/).check();
    await app.page.waitForFunction(() => location.hash.includes('b=cpu'));
  });
});

describe('on a graphics processor, emulated where there is none', () => {
  const openOnGraphics = useChromium(graphicsArguments);

  test.each(['webgpu', 'webgl'])('%s trains when forced, says that it is approximate, and is', async (backend) => {
    const exact = await openApp(small);
    await exact.train('A', 'B');
    const expected = await exact.curves(2);

    const app = await openOnGraphics(small);
    await openMenu(app);
    await choice(app, new RegExp(`^${backend}`)).check();
    await app.page.keyboard.press('Escape');
    await app.train('A', 'B');
    expect(await app.messages.textContent()).toBe('');
    expect(await badge(app).textContent()).toMatch(new RegExp(`^${backend} approximate`));
    const curves = await app.curves(2);
    for (const [run, epochs] of expected.entries()) {
      for (const [index, epoch] of epochs.entries()) {
        const { trainLoss, validationLoss } = curves[run]![index]!;
        expect(Math.abs(trainLoss - epoch.trainLoss)).toBeLessThanOrEqual(2e-2 * epoch.trainLoss);
        expect(Math.abs(validationLoss - epoch.validationLoss)).toBeLessThanOrEqual(2e-2 * epoch.validationLoss);
      }
    }

    await app.page.reload();
    expect(await app.hash()).toBe(forced(backend));
    await app.train('A', 'B');
    expect(await badge(app).textContent()).toMatch(new RegExp(`^${backend} approximate`));
    await app.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await app.button('Share').click();
    await app.page.getByText(/nearly the same curves/).waitFor();
  });

  test('all four are measured', async () => {
    const app = await openOnGraphics(small);
    await openMenu(app);
    for (const backend of ['wasm', 'cpu', 'webgpu', 'webgl']) {
      await choice(app, new RegExp(`^${backend} (exact|approximate) .*tokens/s`)).waitFor();
    }
  });
});
