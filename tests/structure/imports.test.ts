// Imports between the folders of src point one way, and the training path computes the same digits everywhere.

import { describe, expect, test } from 'vitest';
import { folderOf, type Import, importsOf, readSources, withoutComments } from './sources';

interface Rule {
  /** Folders of src whose code it may import. */
  code: readonly string[];
  /** Folders of src of which it may import types besides. */
  types: readonly string[];
  packages: readonly RegExp[];
}

const zustand = /^zustand\/vanilla(\/shallow)?$/;
const react = [/^react(-dom)?(\/|$)/, /^@mantine\//, /^recharts$/, /^zustand(\/|$)/];

/** As docs/architecture.md has it. `main.tsx` is the entry that ties the layers together. */
const rules: Record<string, Rule> = {
  experiment: { code: [], types: [], packages: [] },
  text: { code: ['experiment'], types: [], packages: [] },
  engine: { code: ['experiment'], types: [], packages: [/^@tensorflow\//] },
  training: { code: ['experiment', 'text', 'engine', 'library'], types: [], packages: [] },
  library: { code: ['experiment', 'text'], types: [], packages: [] },
  runs: { code: ['experiment'], types: ['training'], packages: [zustand] },
  strings: { code: ['experiment'], types: ['training', 'runs', 'library'], packages: [] },
  ui: { code: ['experiment', 'strings'], types: [], packages: react },
  panels: { code: ['experiment', 'library', 'runs', 'strings', 'ui'], types: ['training'], packages: react },
  'main.tsx': { code: ['experiment', 'runs', 'ui', 'panels'], types: [], packages: react },
};

/** The places that start workers, and what each starts: it names the worker's file, and imports nothing of it. */
const workerSpawners: Record<string, readonly string[]> = {
  'runs/page-session.ts': ['training/worker.ts'],
  'library/page-imports.ts': ['library/import-worker.ts'],
  'library/page-library.ts': ['library/browse/browse-worker.ts'],
};

const sources = readSources();
const imports = [...sources].flatMap(([file, source]) => importsOf(file, source));
const shown = ({ file, specifier }: Import) => `${file} imports ${specifier}`;

function isAllowed({ file, specifier, target, typeOnly, byAddress }: Import): boolean {
  const rule = rules[folderOf(file)];
  if (!rule) return false;
  // The address of a file beside the code, not code.
  if (specifier.endsWith('?url')) return true;
  if (target === undefined) return rule.packages.some((pattern) => pattern.test(specifier));
  if (byAddress) return workerSpawners[file]?.includes(target) ?? false;
  const folder = folderOf(target);
  return folder === folderOf(file) || rule.code.includes(folder) || (typeOnly && rule.types.includes(folder));
}

describe('imports', () => {
  test('are found in every way they can be written', () => {
    const source = withoutComments(`
      import a from './a'; // import no from './no'
      import { type B,
        b } from "../b/b";
      import type { C } from '../c';
      import './d.css';
      export { e } from './e';
      export type { F } from './f';
      const g = await import('./g');
      new Worker(new URL('../h/h.ts', import.meta.url), { type: 'module' });
      /* import i from './i' */
      const from = 'import j from "./j"'.length;
      const k = ['import', './k', 'export', 'from', './l'];
    `);
    const found = importsOf('x/y.ts', source);
    expect(found.map(({ target, typeOnly }) => `${target}${typeOnly ? ' (type)' : ''}`).sort()).toEqual(
      ['x/a', 'b/b', 'c (type)', 'x/d.css', 'x/e', 'x/f (type)', 'x/g', 'h/h.ts'].sort(),
    );
    expect(imports.length).toBeGreaterThan(100);
  });

  test('between the folders of src point up the list of the architecture only', () => {
    expect(imports.filter((item) => !isAllowed(item)).map(shown)).toEqual([]);
  });

  test('never leave src, and never lead to its entry', () => {
    const inner = imports.filter(({ target, specifier }) => target !== undefined && !specifier.endsWith('?url'));
    expect(inner.filter(({ target }) => !(folderOf(target!) in rules)).map(shown)).toEqual([]);
    expect(inner.filter(({ target }) => folderOf(target!).startsWith('main')).map(shown)).toEqual([]);
  });

  test('of the curves are left to the panel itself and to what mounts it: what a curve says is in runs', () => {
    const folder = 'panels/curves/';
    const fromOutside = imports.filter(({ file, target }) => target?.startsWith(folder) && !file.startsWith(folder));
    expect(fromOutside.map(shown)).toEqual(['panels/app.tsx imports ./curves/curves-panel']);
  });

  test('of folders, types included, make no circle', () => {
    const edges = new Map<string, Set<string>>();
    for (const { file, target } of imports) {
      if (target === undefined || folderOf(target) === folderOf(file)) continue;
      edges.set(folderOf(file), (edges.get(folderOf(file)) ?? new Set()).add(folderOf(target)));
    }
    expect(circleIn(edges)).toBeNull();
    expect(
      circleIn(
        new Map([
          ['a', new Set(['b'])],
          ['b', new Set(['a'])],
        ]),
      ),
    ).toEqual(['a', 'b', 'a']);
  });
});

describe('numbers', () => {
  /** Exact, or correctly rounded, by the language's definition, as constants are; the others differ between browsers. */
  const exact = /^(sqrt|fround|imul|clz32|abs|sign|min|max|floor|round|ceil|trunc|[A-Z\d_]+)$/;
  const lines = (folders: readonly string[]) =>
    [...sources]
      .filter(([file]) => folders.includes(folderOf(file)))
      .flatMap(([file, source]) => source.split('\n').map((line, index) => ({ place: `${file}:${index + 1}`, line })));

  test('on the training path come from functions that are exact in every browser', () => {
    const inexact = lines(['experiment', 'text', 'engine', 'training']).flatMap(({ place, line }) =>
      // A power of two by a whole number is a constant like any other, and /** begins a comment in a shader.
      [...line.replace(/\b2 \*\* \d+/g, '').matchAll(/\bMath\.(\w+)|(?<!\/)\*\*/g)]
        .filter(([, name]) => !exact.test(name ?? ''))
        .map(([used]) => `${place} uses ${used}`),
    );
    expect(inexact).toEqual([]);
  });

  test('are never drawn by Math.random', () => {
    const drawn = lines(Object.keys(rules)).filter(({ line }) => /\bMath\s*\.\s*random\b/.test(line));
    expect(drawn.map(({ place }) => place)).toEqual([]);
  });
});

function circleIn(edges: ReadonlyMap<string, ReadonlySet<string>>): string[] | null {
  function visit(path: string[]): string[] | null {
    for (const next of edges.get(path.at(-1)!) ?? []) {
      const start = path.indexOf(next);
      if (start >= 0) return [...path.slice(start), next];
      const circle = visit([...path, next]);
      if (circle) return circle;
    }
    return null;
  }
  for (const start of edges.keys()) {
    const circle = visit([start]);
    if (circle) return circle;
  }
  return null;
}
