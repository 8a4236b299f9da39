// npm run replay -- [--backend cpu|wasm|webgpu|webgl] FILE…: replays golden files and compares; on the GPU backends in
// the installed Chromium. Exit code 1 when one is off, or asks for what the engine does not have.

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { startBackend } from '../src/engine/backend';
import { type Backend, backends, exactBackends, isExact } from '../src/experiment/experiment';
import { type GoldenFile, replay } from './golden';
import { unsupported } from './golden-format';
import { openReplayPage, type ReplayPage } from './replay-page/open';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { backend: { type: 'string' } } });
if (positionals.length === 0) throw new Error(`usage: npm run replay -- [--backend ${backends.join('|')}] FILE…`);
const wanted: readonly Backend[] = values.backend === undefined ? exactBackends : [values.backend as Backend];
for (const backend of wanted) {
  if (!backends.includes(backend)) throw new Error(`--backend must be one of ${backends.join(', ')}, got ${backend}`);
}

async function replayHere(backend: Backend, file: GoldenFile): Promise<number> {
  const started = await startBackend(backend);
  if (started.insteadOf) throw new Error(`${backend} did not start: ${started.insteadOf.reason}`);
  return replay(file);
}

async function replayInChromium(page: ReplayPage, backend: Backend, file: GoldenFile): Promise<number> {
  const { error, adapter } = await page.replayOn(backend, file);
  adapters.set(backend, adapter);
  return error;
}

const adapters = new Map<Backend, string>();
const page = wanted.every(isExact) ? null : await openReplayPage();
try {
  for (const path of positionals) {
    const file = JSON.parse(readFileSync(path, 'utf8')) as GoldenFile;
    const name = (file.name ?? basename(path, '.json')).padEnd(36);
    const missing = unsupported(file);
    if (missing.length > 0) {
      console.log(`${name}  not built yet: ${missing.join(', ')}`);
      process.exitCode = 1;
      continue;
    }
    for (const backend of wanted) {
      const error =
        page && !isExact(backend) ? await replayInChromium(page, backend, file) : await replayHere(backend, file);
      // Backends that promise exact links must do ten times better than the files ask.
      const passed = error <= file.tolerance / (isExact(backend) ? 10 : 1);
      console.log(`${name}  ${backend.padEnd(6)} ${error.toExponential(2).padStart(10)}  ${passed ? 'ok' : 'FAIL'}`);
      if (!passed) process.exitCode = 1;
    }
  }
} finally {
  await page?.close();
}
for (const [backend, adapter] of adapters) console.log(`${backend} computed on ${adapter}`);
