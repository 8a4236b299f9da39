// The machine in words: what a reader needs to judge the figures, and nothing that tells whose it is.

import { readFileSync } from 'node:fs';
import { arch, cpus, totalmem, type } from 'node:os';

export function describeMachine(chromiumVersion) {
  const processors = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return [
    `${processors[0].model.trim()}, ${processors.length} cores, ${memory} GiB`,
    `${operatingSystem()} (${arch()})`,
    `Chromium ${chromiumVersion}`,
    `Node ${process.versions.node}`,
  ].join('; ');
}

function operatingSystem() {
  try {
    return /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8'))[1];
  } catch {
    return type();
  }
}
