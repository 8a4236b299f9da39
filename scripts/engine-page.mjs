// Builds and serves a page of the project's own that runs the engine, such as the benchmark's.

import { build } from 'vite';
import { serveFolder } from './static-server.mjs';

/**
 * @param {string} root the folder with its index.html
 * @param {string} outDir
 * @param {Record<string, string>} headers sent with every file
 */
export async function serveEnginePage(root, outDir, headers = {}) {
  await build({
    root,
    configFile: false,
    base: './',
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 5000 },
  });
  return serveFolder(outDir, headers);
}
