// What is downloaded: the built files, compressed, by who loads them and when.

import { gzipSync } from 'node:zlib';
import { inFreshProfile } from './built-app.mjs';

const kinds = ['page JavaScript', 'page style', 'worker JavaScript', 'WebAssembly'];

export async function measureBytes({ browser, app, say }) {
  const { url, files } = await app();
  const visited = await inFreshProfile(browser, (page) => filesOfFirstVisit(page, url));
  const rows = kinds.flatMap((kind) => {
    const ofKind = files.filter((file) => kindOf(file) === kind);
    const sum = (when, some) =>
      some.length === 0
        ? []
        : [
            {
              kind,
              when,
              files: some.length,
              bytes: some.reduce((total, file) => total + contentOf(file).length, 0),
              gzipBytes: some.reduce((total, file) => total + gzipSync(contentOf(file), { level: 9 }).length, 0),
            },
          ];
    const isVisited = ({ fileName }) => visited.has(fileName);
    return [
      ...sum('first visit', ofKind.filter(isVisited)),
      ...sum(
        'later',
        ofKind.filter((file) => !isVisited(file)),
      ),
    ];
  });
  const pageModules = files.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
  // Its code is there under its own name before it is minified: the modules that a chunk is made of.
  const tfjsModulesInPage = pageModules.filter((id) => id.includes('/node_modules/@tensorflow/')).length;
  for (const { kind, when, gzipBytes } of rows) say(`${kind}, ${when}: ${(gzipBytes / 1000).toFixed(0)} kB gzip`);
  return { rows, pageModules: pageModules.length, tfjsModulesInPage };
}

/** Vite bundles workers apart and hands their scripts over as assets. */
function kindOf({ type, fileName }) {
  if (type === 'chunk') return 'page JavaScript';
  if (fileName.endsWith('.css')) return 'page style';
  if (fileName.endsWith('.js')) return 'worker JavaScript';
  if (fileName.endsWith('.wasm')) return 'WebAssembly';
  return null;
}

const contentOf = ({ code, source }) => Buffer.from(code ?? source);

/** Until the curves of the experiment that trains by itself have their first points. */
async function filesOfFirstVisit(page, url) {
  const names = new Set();
  page.context().on('request', (request) => names.add(request.url().slice(url.length)));
  await page.goto(url);
  await page.waitForFunction(
    () => Number(document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')) > 0,
    undefined,
    { timeout: 15_000 },
  );
  await page.waitForLoadState('networkidle');
  return names;
}
