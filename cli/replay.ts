// npm run replay -- [--backend cpu|wasm] FILE…: replays golden files and compares. Exit code 1 when one is off,
// or asks for what the engine does not have.

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { startBackend } from '../src/engine/backend';
import { type Backend, backends } from '../src/experiment/experiment';
import { type GoldenFile, replay, unsupported } from './golden';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { backend: { type: 'string' } } });
if (positionals.length === 0) throw new Error('usage: npm run replay -- [--backend cpu|wasm] FILE…');
const wanted = values.backend === undefined ? backends : [values.backend as Backend];
for (const backend of wanted) {
  if (!backends.includes(backend)) throw new Error(`--backend must be one of ${backends.join(', ')}, got ${backend}`);
}

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
    const started = await startBackend(backend);
    if (started.insteadOf) throw new Error(`${backend} did not start: ${started.insteadOf.reason}`);
    const error = await replay(file);
    // Backends that promise exact links must do ten times better than the files ask.
    const passed = error <= file.tolerance / 10;
    console.log(`${name}  ${backend.padEnd(5)} ${error.toExponential(2).padStart(10)}  ${passed ? 'ok' : 'FAIL'}`);
    if (!passed) process.exitCode = 1;
  }
}
