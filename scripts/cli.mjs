// Runs a program of cli/: bundles it with Vite, so that Node trains with the very modules of the page.

import { rmSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const [name, ...rest] = process.argv.slice(2);
const root = fileURLToPath(new URL('..', import.meta.url));
// A folder for each process: two at once would take each other's files away.
const outDir = `${root}/build/cli/${name}-${process.pid}`;
process.on('exit', () => rmSync(outDir, { recursive: true, force: true }));
await build({
  root,
  configFile: false,
  logLevel: 'error',
  build: {
    ssr: `cli/${name}.ts`,
    outDir,
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'main.mjs', chunkFileNames: '[name]-[hash].mjs' } },
  },
});
process.argv = [process.argv[0], name, ...rest];
await import(pathToFileURL(`${outDir}/main.mjs`).href);
