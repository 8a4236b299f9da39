// Finds the browsers that the end-to-end tests drive. `node scripts/browsers.mjs` makes sure of a Chromium,
// installing one where it may, and says what it found.

import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const chromiumNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const firefoxNames = ['firefox-esr', 'firefox'];

/** @returns {string | undefined} the path of an installed Chromium or Chrome */
export const findChromium = () => find(process.env.CHROMIUM_PATH, chromiumNames) ?? playwrightsOwn();

/** @returns {string | undefined} the path of an installed Firefox */
export const findFirefox = () => find(process.env.FIREFOX_PATH, firefoxNames);

/**
 * Finds a Chromium, or installs one: with apt as root on Debian, else Playwright's own build.
 * @returns {string} its path
 * @throws Error that says what to do, where neither works
 */
export function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  console.log('No Chromium is installed; installing one.');
  installWithApt('chromium');
  const installed = findChromium();
  if (installed) return installed;
  run('npx', ['playwright-core', 'install', 'chromium']);
  const downloaded = findChromium();
  if (downloaded) return downloaded;
  throw new Error(
    'The tests need Chromium or Chrome, and none could be installed. Install one (on Debian or Ubuntu: ' +
      'sudo apt-get install chromium), or set CHROMIUM_PATH to the program of one that is installed elsewhere.',
  );
}

/** @param {string[]} packages */
export function installWithApt(...packages) {
  if (process.getuid?.() !== 0 || !onPath('apt-get')) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['-qq', 'update'], env);
  run('apt-get', ['-qq', '-y', '--no-install-recommends', 'install', ...packages], env);
}

function find(named, names) {
  if (named) {
    if (!isProgram(named)) throw new Error(`${named} was named as a browser and is not a program`);
    return named;
  }
  return names.map(onPath).find(Boolean) ?? names.map((name) => `/usr/bin/${name}`).find(isProgram);
}

const onPath = (name) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find(isProgram);

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The build that `npx playwright-core install chromium` leaves in Playwright's own folder. */
function playwrightsOwn() {
  const program = "process.stdout.write(require('playwright-core').chromium.executablePath())";
  const { stdout } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8', cwd: import.meta.dirname });
  return stdout && isProgram(stdout) ? stdout : undefined;
}

/** Tolerant: what counts is whether a browser is there afterwards. */
function run(command, args, env = process.env) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (status !== 0)
    console.log(`${command} ${args.join(' ')} failed:\n${error ?? `${stdout}${stderr}`.trim().slice(-2000)}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  // Firefox is optional: only an environment that throws everything away afterwards gets one unasked.
  if (process.argv.includes('--with-firefox') && !findFirefox()) installWithApt('firefox-esr');
  console.log(`Chromium: ${ensureChromium()}\nFirefox: ${findFirefox() ?? 'none; its tests are skipped'}`);
}
