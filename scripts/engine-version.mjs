// The version of the engine: a hash over the sources that a training's numbers, and the way its results are kept,
// depend on. So nobody has to remember to raise a number, and a result of other sources is never shown.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Files and folders from the root. */
export const engineSources = ['src/experiment', 'src/text', 'src/engine', 'src/training', 'src/runs/result-cache.ts'];

/** Packages that compute, or change texts. */
const computing = /node_modules\/(@tensorflow\/[^/]+|entities)$/;

/**
 * @param root folder of the project, with a slash at its end
 * @returns 16 hexadecimal digits
 */
export function engineVersion(root = fileURLToPath(new URL('../', import.meta.url))) {
  const hash = createHash('sha256');
  for (const path of engineSources.flatMap((source) => filesOf(root, source)).sort()) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(root + path))
      .update('\0');
  }
  const { packages } = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8'));
  for (const [path, { version }] of Object.entries(packages)) {
    if (computing.test(path)) hash.update(`${path} ${version}\0`);
  }
  return hash.digest('hex').slice(0, 16);
}

function filesOf(root, source) {
  if (statSync(root + source).isFile()) return [source];
  return readdirSync(root + source, { recursive: true, encoding: 'utf8' })
    .map((file) => `${source}/${file.replaceAll('\\', '/')}`)
    .filter((path) => statSync(root + path).isFile());
}
