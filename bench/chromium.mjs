// Finds and starts the machine's own Chromium, without a window and with WebGL in software.

import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { chromium } from 'playwright-core';

const args = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

/** @throws Error when there is none */
export function launchChromium() {
  return chromium.launch({ executablePath: findChromium(), args });
}

function findChromium() {
  const names = [process.env.CHROMIUM_PATH, 'chromium', 'chromium-browser', 'google-chrome', '/usr/bin/chromium'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = names
    .filter((name) => name)
    .flatMap((name) => (isAbsolute(name) ? [name] : folders.map((folder) => join(folder, name))));
  const found = candidates.find(isExecutable);
  if (!found) throw new Error('no Chromium was found: install one, or set CHROMIUM_PATH to where it is');
  return found;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
