// Builds the page once for all end-to-end tests and serves it: at the root of one server, in a folder of another.

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type PreviewServer, preview } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the page, with a slash at its end. */
    pageUrl: string;
    /** The same page, in a folder of a server. */
    folderUrl: string;
    /** Where the built page lies on disk. */
    builtPage: string;
  }
}

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Apart from dist/, which may be built anew while tests run. */
const outDir = `${root}build/e2e`;

/** Serves the built page on a free port. */
export async function serve(folder: string, base = '/'): Promise<PreviewServer> {
  return preview({ root, base, logLevel: 'error', build: { outDir: folder }, preview: { port: 0, host: '127.0.0.1' } });
}

export const addressOf = (server: PreviewServer): string => server.resolvedUrls!.local[0]!;

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // In a process of its own, as vitest's has NODE_ENV set, which would build React for development.
  const { NODE_ENV: _, ...env } = process.env;
  const command = [`${root}node_modules/vite/bin/vite.js`, 'build', '--outDir', outDir, '--emptyOutDir'];
  await promisify(execFile)(process.execPath, command, { cwd: root, env });
  const servers = [await serve(outDir), await serve(outDir, '/a/folder/')];
  project.provide('pageUrl', addressOf(servers[0]!));
  project.provide('folderUrl', addressOf(servers[1]!));
  project.provide('builtPage', outDir);
  return async () => {
    await Promise.all(servers.map((server) => server.close()));
  };
}
