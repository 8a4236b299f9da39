// Which folder may import what, as docs/architecture.md has it.

import type { Import } from './sources';

interface Rule {
  /** Folders whose code it may import besides its own. */
  code: readonly string[];
  /** Folders of which it may import types besides. */
  types: readonly string[];
  packages: readonly RegExp[];
}

const zustand = /^zustand\/vanilla(\/shallow)?$/;
const react = [/^react(-dom)?(\/|$)/, /^@mantine\//, /^recharts$/, /^zustand(\/|$)/];
const tensorflow = /^@tensorflow\//;
const node = /^node:/;
const browsers = /^(playwright|puppeteer)-core$/;

/** All of src but what only the page needs. */
const headless = ['experiment', 'text', 'engine', 'workers', 'library', 'training', 'runs', 'strings', 'exports'];

/** The page's entry `main.tsx` ties the layers together, and nobody imports it. */
const rules: Readonly<Record<string, Rule>> = {
  experiment: { code: [], types: [], packages: [] },
  text: { code: ['experiment'], types: [], packages: [/^entities\/decode$/] },
  engine: { code: ['experiment'], types: [], packages: [tensorflow] },
  workers: { code: ['experiment'], types: [], packages: [] },
  library: { code: ['experiment', 'text', 'workers'], types: [], packages: [] },
  training: { code: ['experiment', 'text', 'engine', 'workers', 'library'], types: [], packages: [] },
  runs: { code: ['experiment', 'workers'], types: ['training'], packages: [zustand] },
  strings: { code: ['experiment'], types: ['training', 'runs', 'library'], packages: [] },
  exports: { code: ['experiment'], types: [], packages: [] },
  ui: { code: ['experiment', 'strings'], types: [], packages: react },
  panels: { code: ['experiment', 'library', 'runs', 'strings', 'ui'], types: ['training'], packages: react },
  'main.tsx': { code: ['experiment', 'runs', 'ui', 'panels'], types: [], packages: react },
  scripts: { code: [], types: [], packages: [node, browsers, /^vite$/, /^assemblyscript\/asc$/] },
  cli: { code: [...headless, 'scripts'], types: [], packages: [node, browsers] },
  bench: { code: [...headless, 'cli', 'scripts'], types: [], packages: [node, browsers, /^vite$/, tensorflow] },
  tests: { code: [...headless, 'ui', 'panels', 'cli', 'bench', 'scripts'], types: [], packages: [/./] },
};

/** Files that are named by their address, by whom: to start a worker, or to write the file. Nothing of them is imported. */
const namedByAddress: Readonly<Record<string, readonly string[]>> = {
  'src/runs/page-session.ts': ['src/training/worker.ts'],
  'src/library/page-imports.ts': ['src/library/import-worker.ts'],
  'src/library/page-library.ts': ['src/library/browse/browse-worker.ts'],
  'scripts/build-kernels.mjs': ['src/engine/kernels/wasm/kernels.generated.ts'],
};

/** `runs` of `src/runs/session.ts`, `cli` of `cli/corpora/page.ts`, `main.tsx` of `src/main.tsx`. */
export const folderOf = (path: string): string => path.replace(/^src\//, '').split('/')[0]!;

/** A folder inside of another; a file that lies in a folder of the table stands for itself. */
export function roomOf(path: string): string {
  const [folder, ...rest] = path.replace(/^src\//, '').split('/');
  return rest.length < 2 ? path : [folder, ...rest.slice(0, -1)].join('/');
}

export function isAllowed({ file, specifier, target, typeOnly, byAddress }: Import): boolean {
  const rule = rules[folderOf(file)];
  if (!rule) return false;
  // The address of a file beside the code, not code.
  if (specifier.endsWith('?url')) return true;
  if (target === undefined) return rule.packages.some((pattern) => pattern.test(specifier));
  if (byAddress) return namedByAddress[file]?.includes(target) ?? false;
  const folder = folderOf(target);
  return folder === folderOf(file) || rule.code.includes(folder) || (typeOnly && rule.types.includes(folder));
}
