// npm test: the check, then every test on the built page in real browsers. Its last line counts them all.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureChromium, findFirefox } from './browsers.mjs';
import { countTests } from './count-tests.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const report = `${root}build/test-report.json`;
const notes = [];
const failures = [];

/** Whether a program of this project ended well; what it says goes to this program's own output. */
function succeeds(args, env = {}) {
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NO_COLOR: '1', ...env },
  });
  return status === 0;
}

if (!succeeds(['scripts/check.mjs'])) failures.push('npm run check');

const projects = ['unit'];
const env = {};
try {
  env.CHROMIUM_PATH = ensureChromium();
  projects.push('browser', 'e2e');
} catch (error) {
  failures.push(`the tests in browsers did not run: ${error.message}`);
}
try {
  if (!findFirefox()) notes.push('Firefox is not installed, so that its end-to-end tests were skipped.');
} catch (error) {
  failures.push(error.message);
}
if (!existsSync(`${root}../shared/data`)) {
  notes.push('../shared is missing, so that the tests that import public files were skipped.');
}
const canDistribute = (python) => spawnSync(python, ['-c', 'import distributed']).status === 0;
if (!['python3', '/usr/bin/python3'].some(canDistribute)) {
  notes.push("No python3 can import Dask's distributed, so that the tests of a sweep on a cluster were skipped.");
}

rmSync(report, { force: true });
mkdirSync(`${root}build`, { recursive: true });
const passed = succeeds(
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ],
  env,
);
const counts = existsSync(report)
  ? countTests(JSON.parse(readFileSync(report, 'utf8')))
  : { passed: 0, failed: 0, skipped: 0, skippedNames: [] };
// Such as an error outside all tests, or a build that failed.
if (!passed && counts.failed === 0) failures.push('vitest ended with an error; see above');

const failed = counts.failed + failures.length;
for (const failure of failures) console.log(`FAILED: ${failure}`);
for (const note of notes) console.log(note);
for (const name of counts.skippedNames) console.log(`skipped: ${name}`);
console.log(`${counts.passed} passed, ${failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`);
process.exitCode = failed > 0 ? 1 : 0;
