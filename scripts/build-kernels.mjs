// Builds assembly/ into src/engine/kernels/wasm/kernels.generated.ts: the module's bytes as text, so that page,
// worker, Node and tests load it the same way, with no request and no path to get wrong. The file is
// committed; `--check` fails when it is not what the sources give.

import { readFile, writeFile } from 'node:fs/promises';
import asc from 'assemblyscript/asc';

const target = new URL('../src/engine/kernels/wasm/kernels.generated.ts', import.meta.url);
const options =
  'assembly/index.ts --outFile kernels.wasm -O3 --runtime stub --importMemory --noExportMemory --initialMemory 1 --enable simd';

let bytes;
const { error, stderr } = await asc.main(options.split(' '), {
  writeFile(name, contents) {
    if (name === 'kernels.wasm') bytes = contents;
  },
});
if (error || !bytes) {
  console.error(stderr.toString());
  throw error ?? new Error('the AssemblyScript compiler wrote no module');
}
// A data segment would overwrite tfjs's own memory.
const module = await WebAssembly.compile(bytes);
const imports = WebAssembly.Module.imports(module).map(({ module: from, name }) => `${from}.${name}`);
if (imports.join() !== 'env.memory') throw new Error(`the kernels must import env.memory alone, got ${imports}`);
if (hasDataSection(bytes)) throw new Error('the kernels must have no data section');

const text = `// Built from assembly/ by scripts/build-kernels.mjs. Do not edit.
export const kernelsBase64 =
  '${Buffer.from(bytes).toString('base64')}';
`;
if (process.argv.includes('--check')) {
  const committed = await readFile(target, 'utf8').catch(() => '');
  if (committed !== text) throw new Error('kernels.generated.ts is stale: run npm run build:kernels');
  console.log(`kernels: ${bytes.length} bytes, as committed`);
} else {
  await writeFile(target, text);
  console.log(`kernels: ${bytes.length} bytes`);
}

/** Walks the sections of a WebAssembly module: an id byte, then a LEB128 size. */
function hasDataSection(module_) {
  const dataSection = 11;
  let at = 8;
  while (at < module_.length) {
    const id = module_[at++];
    if (id === dataSection) return true;
    let size = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = module_[at++];
      size |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    at += size;
  }
  return false;
}
