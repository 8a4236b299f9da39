// The documents name files, folders and commands that exist.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const notOurs = /^(node_modules|dist|build|coverage|\.git)$/;

/** Every file and folder by its path from the root, folders with a slash at the end. */
const tree = readdirSync(root)
  .filter((name) => !notOurs.test(name))
  .flatMap((name) =>
    statSync(root + name).isDirectory() ? [name, ...within(name).map((path) => `${name}/${path}`)] : [name],
  )
  .map((path) => (statSync(root + path).isDirectory() ? `${path}/` : path));

function within(folder: string): string[] {
  return readdirSync(root + folder, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
}

const documents = tree.filter((path) => /^(README|CONTRIBUTING)\.md$|^docs\/.*\.md$/.test(path));
const decisions = documents.filter((path) => path.startsWith('docs/decisions/') && !path.endsWith('/README.md'));
const textOf = (document: string) => readFileSync(root + document, 'utf8');

/** What stands in backticks and looks like a file or a folder: `runs/session.ts`, `assembly/`, not `lstm` or `.tsx`. */
function pathsIn(text: string): string[] {
  return Array.from(text.matchAll(/`([^`\n]+)`/g), ([, quoted]) => quoted!).filter(
    (quoted) =>
      /^[\w.-]*\w[\w.-]*(\/[\w.-]+)*\/?$/.test(quoted) &&
      (quoted.includes('/') || /\w\.(ts|tsx|mjs|md|txt|json|css|py|html|tsv|yml)$/.test(quoted)),
  );
}

const linksIn = (text: string): string[] =>
  Array.from(text.matchAll(/\]\(([^)\s]+)\)/g), ([, target]) => target!.replace(/#.*/, '')).filter(
    (target) => target !== '' && !/^\w+:/.test(target),
  );

const commandsIn = (text: string): string[] =>
  Array.from(text.matchAll(/\bnpm (?:run (?:-s )?)?([a-z][\w:-]*)/g), ([, name]) => name!);

/** Inside a page about src/, a path may leave out its beginning: `ops/sequence.ts`. */
const isNamed = (path: string) => tree.some((entry) => entry === path || entry.endsWith(`/${path}`));

describe('documents', () => {
  test('are found, and so is what they name', () => {
    expect(documents).toEqual(expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'docs/architecture.md']));
    const text =
      'See `a/b.ts`, `c/` and `d.md`, not `lstm`, `.tsx`, `x · y`; [e](../e.md#f), [g](https://h.example/i).';
    expect(pathsIn(text)).toEqual(['a/b.ts', 'c/', 'd.md']);
    expect(linksIn(text)).toEqual(['../e.md']);
    expect(commandsIn('npm ci && npm test, `npm run -s train -- x`, npm run check')).toEqual([
      'ci',
      'test',
      'train',
      'check',
    ]);
  });

  test.each(documents)('%s names files and folders that exist', (document) => {
    const built = new Set(['dist/', 'build/', 'node_modules/']);
    expect(pathsIn(textOf(document)).filter((path) => !built.has(path) && !isNamed(path))).toEqual([]);
  });

  test.each(documents)('%s links to files that exist', (document) => {
    const targets = linksIn(textOf(document)).map((target) => posix.join(posix.dirname(document), target));
    expect(targets.filter((target) => !existsSync(root + target))).toEqual([]);
  });

  test.each(documents)('%s calls commands that exist', (document) => {
    const { scripts } = JSON.parse(textOf('package.json'));
    expect(commandsIn(textOf(document)).filter((name) => name !== 'ci' && !(name in scripts))).toEqual([]);
  });
});

describe('decisions', () => {
  test('are all in their index', () => {
    expect(decisions.length).toBeGreaterThan(4);
    const linked = linksIn(textOf('docs/decisions/README.md')).map((target) => `docs/decisions/${target}`);
    expect(decisions.filter((page) => !linked.includes(page))).toEqual([]);
  });

  test.each(decisions)('%s says in under 40 lines why, and what would have to change', (page) => {
    const text = textOf(page);
    expect(text.split('\n').length).toBeLessThan(40);
    expect(text).toMatch(/^## Why$/m);
    expect(text).toMatch(/^## What would have to change$/m);
  });

  test('no text holds the marks of a merge', () => {
    const marked = tree.filter(
      (path) => /\.(md|ts|tsx|mjs|css|py|html|yml)$/.test(path) && /^(<{7}|>{7}) /m.test(textOf(path)),
    );
    expect(marked).toEqual([]);
  });
});
