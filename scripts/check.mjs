// npm run check: types, lint and format, unused code, stale kernels, forbidden imports. Runs them all, also
// where one fails, and exits with 1 if any did.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const program = (path) => [process.execPath, `${root}node_modules/${path}`];

const checks = {
  types: [...program('typescript/bin/tsc'), '--noEmit'],
  'lint and format': [...program('@biomejs/biome/bin/biome'), 'ci', '--colors=off', '--error-on-warnings'],
  'unused code': [...program('knip/bin/knip.js'), '--no-progress', '--treat-config-hints-as-errors'],
  kernels: [process.execPath, 'scripts/build-kernels.mjs', '--check'],
  structure: [...program('vitest/vitest.mjs'), 'run', '--project', 'unit', '--reporter', 'dot', 'tests/structure'],
};

const failed = [];
for (const [name, [command, ...args]] of Object.entries(checks)) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 2 ** 26,
  });
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name}`);
  if (status === 0) continue;
  failed.push(name);
  console.log(error ?? `${stdout}${stderr}`.trim());
}
if (failed.length > 0) {
  console.log(`\nThe check failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}
