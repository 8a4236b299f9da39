// The memory of all training workers while six runs train: JavaScript heap, array buffers and WebAssembly.

import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { ensureChromium } from '../scripts/browsers.mjs';
import { serveFolder } from '../scripts/static-server.mjs';

const sixRuns = '&r=lstm&r=lstm,k2_1e-2&r=lstm,r2_1e-2&r=gru&r=gru,de_.5&r=rnn';
/** So that each run gets a worker of its own, which takes the most memory, however few cores there are. */
const pretendedCores = 8;
const sampleEveryMs = 2000;
/** A browser tells the size of a worker's heap, and not of its WebAssembly memories: the worker notes them itself. */
const noteMemories = `self.benchMemories = new Set();
for (const name of ['instantiate', 'instantiateStreaming']) {
  const original = WebAssembly[name];
  WebAssembly[name] = async (...args) => {
    const result = await original.apply(WebAssembly, args);
    for (const value of Object.values((result.instance ?? result).exports)) {
      if (value instanceof WebAssembly.Memory) self.benchMemories.add(value);
    }
    return result;
  };
}
`;

export async function measureMemory({ app, chromiumArguments, say }, { memory: { epochs, limitSeconds } }) {
  const server = await serveFolder(await notingCopy((await app()).folder));
  // Not Playwright: it has no protocol session for a worker.
  const browser = await puppeteer.launch({ executablePath: ensureChromium(), args: chromiumArguments });
  try {
    const page = await browser.newPage();
    await page.evaluateOnNewDocument((cores) => {
      Object.defineProperty(navigator, 'hardwareConcurrency', { value: cores });
    }, pretendedCores);
    await page.goto(`${server.url}#v=1&e=${epochs}${sixRuns}`);
    await page.waitForSelector('[role=progressbar]');
    await page.evaluate(() => {
      const buttons = Array.from(document.querySelectorAll('button'));
      buttons.find((button) => button.textContent.trim() === 'Train').click();
    });
    const samples = [];
    const until = performance.now() + limitSeconds * 1000;
    let ended = false;
    let nextTenth = 10;
    while (!ended && performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, sampleEveryMs));
      const { percentDone, isTraining } = await page.evaluate(() => ({
        percentDone: Number(document.querySelector('[role=progressbar]').getAttribute('aria-valuenow')),
        isTraining:
          document.querySelector('tr[data-run][data-status=training], tr[data-run][data-status=starting]') !== null,
      }));
      ended = !isTraining;
      const workers = page.workers();
      const sample = { percentDone, ...(await heldBy(workers)) };
      samples.push(sample);
      // Rarely, so that garbage piles up in between as it would without anybody looking.
      if (percentDone < nextTenth && !ended) continue;
      nextTenth = 10 * Math.floor(percentDone / 10) + 10;
      sample.liveBytes = await liveIn(workers);
      say(`memory at ${percentDone} %: ${(sample.heldBytes / 1e6).toFixed(1)} MB held`);
    }
    return { epochs, workers: page.workers().length, finished: ended, samples };
  } finally {
    await browser.close();
    await server.close();
  }
}

/** With garbage, and with what the heaps hold in reserve. */
async function heldBy(workers) {
  const wasmBytes = await wasmIn(workers);
  let heldBytes = wasmBytes;
  for (const { client } of workers) {
    const { totalSize, backingStorageSize } = await client.send('Runtime.getHeapUsage');
    heldBytes += totalSize + backingStorageSize;
  }
  return { heldBytes, wasmBytes };
}

/** Without garbage. */
async function liveIn(workers) {
  let liveBytes = await wasmIn(workers);
  for (const { client } of workers) {
    await client.send('HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize } = await client.send('Runtime.getHeapUsage');
    liveBytes += usedSize + backingStorageSize;
  }
  return liveBytes;
}

async function wasmIn(workers) {
  let bytes = 0;
  for (const worker of workers) {
    bytes += await worker.evaluate(() =>
      Array.from(self.benchMemories ?? []).reduce((sum, memory) => sum + memory.buffer.byteLength, 0),
    );
  }
  return bytes;
}

async function notingCopy(folder) {
  const copy = fileURLToPath(new URL('../build/bench-app-memory', import.meta.url));
  await rm(copy, { recursive: true, force: true });
  await cp(folder, copy, { recursive: true });
  const assets = await readdir(`${copy}/assets`);
  for (const name of assets.filter((each) => /^worker-.*\.js$/.test(each))) {
    const path = `${copy}/assets/${name}`;
    await writeFile(path, noteMemories + (await readFile(path, 'utf8')));
  }
  return copy;
}
