// What workers hold: JavaScript heap, array buffers and WebAssembly, as the browser counts it.

import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { ensureChromium } from '../scripts/browsers.mjs';
import { serveFolder } from '../scripts/static-server.mjs';

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

/** Runs on a page of an app whose workers note their memories; `run` is given its address too. */
export async function withNotingApp({ app, chromiumArguments }, run) {
  const server = await serveFolder(await notingCopy((await app()).folder));
  // Not Playwright: it has no protocol session for a worker.
  const browser = await puppeteer.launch({ executablePath: ensureChromium(), args: chromiumArguments });
  try {
    return await run(await browser.newPage(), server.url);
  } finally {
    await browser.close();
    await server.close();
  }
}

/** With garbage, and with what the heaps hold in reserve. */
export async function heldBy(workers) {
  const wasmBytes = await wasmIn(workers);
  let heldBytes = wasmBytes;
  for (const { client } of workers) {
    const { totalSize, backingStorageSize } = await client.send('Runtime.getHeapUsage');
    heldBytes += totalSize + backingStorageSize;
  }
  return { heldBytes, wasmBytes };
}

/** Without garbage. */
export async function liveIn(workers) {
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
