// A Vite plugin: writes the licence texts of all that the page ships into licenses.txt beside it, because the
// bundles carry none.

import { readdir, readFile } from 'node:fs/promises';

const root = new URL('../', import.meta.url);

/** Licence texts of the packages that are installed for run time. */
async function licenseTexts() {
  const { packages } = JSON.parse(await readFile(new URL('package-lock.json', root), 'utf8'));
  const parts = [];
  for (const [path, { dev, version, license }] of Object.entries(packages)) {
    if (path === '' || dev) continue;
    const folder = new URL(`${path}/`, root);
    const names = await readdir(folder).catch(() => []);
    const file = names.find((name) => /^licen[cs]e/i.test(name));
    const text = file ? await readFile(new URL(file, folder), 'utf8') : `Licence: ${license ?? 'see the package'}`;
    parts.push(`${path.replace(/^.*node_modules\//, '')} ${version}\n\n${text.trim()}\n`);
  }
  return parts.join(`\n${'-'.repeat(80)}\n\n`);
}

export function licenses() {
  return {
    name: 'licenses',
    apply: 'build',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'licenses.txt', source: await licenseTexts() });
    },
  };
}
