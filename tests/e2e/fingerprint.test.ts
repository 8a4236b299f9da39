// The same link gives the same curve, digit for digit: in Node, Chromium and Firefox, on both backends.

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, launch } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { findFirefox } from '../../scripts/browsers.mjs';
import { patienceMs, useChromium } from './app';

const openApp = useChromium();

/** An LSTM and a GRU, with penalties and dropout in between. */
const experiment = 'n=200&e=3&r=lstm,k2_1e-3,r1_1e-4,de_.3,dr_.2&r=gru,u16,e3_1e-3,do_.5';
const link = `#v=1&${experiment}`;
const cpuLink = `#v=1&b=cpu&${experiment}`;

/** Trains a link by `npm run train`, and gives its runs' fingerprints. */
async function inNode(hash: string): Promise<string[]> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const command = [`${root}scripts/cli.mjs`, 'train', hash, '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: root, maxBuffer: 2 ** 26 });
  const report = JSON.parse(stdout.slice(stdout.indexOf('{'))) as { runs: { fingerprint: string }[] };
  return report.runs.map(({ fingerprint }) => fingerprint);
}

async function inChromium(hash: string): Promise<string[]> {
  const app = await openApp(hash);
  const fingerprints = await app.train('A', 'B');
  await app.context.close();
  return fingerprints;
}

let expected: string[];

beforeAll(async () => {
  expected = await inNode(link);
});

test('a link has two fingerprints, one a run', () => {
  expect(expected).toHaveLength(2);
  expect(new Set(expected).size).toBe(2);
  for (const fingerprint of expected) expect(fingerprint).toMatch(/^[0-9a-f]{8,}$/);
});

test('Node gives the same digits again, and on the cpu backend', async () => {
  expect(await inNode(link)).toEqual(expected);
  expect(await inNode(cpuLink)).toEqual(expected);
});

test('Chromium gives the digits of Node, twice, and on the cpu backend', async () => {
  expect(await inChromium(link)).toEqual(expected);
  expect(await inChromium(link)).toEqual(expected);
  expect(await inChromium(cpuLink)).toEqual(expected);
});

test('another seed gives other digits', async () => {
  const other = await inChromium(link.replace('#v=1', '#v=1&seed=8'));
  for (const [run, fingerprint] of other.entries()) expect(fingerprint).not.toBe(expected[run]);
});

describe.skipIf(!findFirefox())('in Firefox (skipped where it is not installed)', () => {
  let firefox: Browser;

  beforeAll(async () => {
    firefox = await launch({ browser: 'firefox', executablePath: findFirefox()!, headless: true });
  });
  afterAll(() => firefox?.close());

  async function inFirefox(hash: string): Promise<string[]> {
    const page = await firefox.newPage();
    try {
      await page.goto(inject('pageUrl') + hash);
      await page.waitForSelector('tr[data-run="B"]', { timeout: patienceMs });
      // Where nothing has the focus, space trains.
      await page.keyboard.press(' ');
      const finished = (id: string) => `tr[data-run="${id}"][data-status="finished"]`;
      await page.waitForSelector(finished('A'), { timeout: patienceMs });
      await page.waitForSelector(finished('B'), { timeout: patienceMs });
      return await page.$$eval('tr[data-run]', (rows) => rows.map((row) => row.getAttribute('data-fingerprint') ?? ''));
    } finally {
      await page.close();
    }
  }

  test('Firefox gives the digits of Node, twice, and on the cpu backend', async () => {
    expect(await inFirefox(link)).toEqual(expected);
    expect(await inFirefox(link)).toEqual(expected);
    expect(await inFirefox(cpuLink)).toEqual(expected);
  });
});
