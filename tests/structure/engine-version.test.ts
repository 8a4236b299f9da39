// The version of the engine changes with whatever a training's numbers depend on, and with nothing else.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { engineSources, engineVersion } from '../../scripts/engine-version.mjs';
import { folderOf } from './arrows';
import { importsAmong, readSources } from './sources';

const root = fileURLToPath(new URL('../../', import.meta.url));
let copy: string;
let version: string;

beforeAll(() => {
  copy = `${mkdtempSync(join(tmpdir(), 'engine-version-'))}/`;
  for (const path of ['src', 'package-lock.json']) cpSync(root + path, copy + path, { recursive: true });
  version = engineVersion(copy);
});
afterAll(() => rmSync(copy, { recursive: true }));

/** The version with another text of one file, which gets its own text back. */
function versionWith(path: string, change: (text: string) => string): string {
  const text = readFileSync(copy + path, 'utf8');
  writeFileSync(copy + path, change(text));
  try {
    return engineVersion(copy);
  } finally {
    writeFileSync(copy + path, text);
  }
}

test('it is over all that a training worker is made of, but what carries messages and finds texts by their checksum', () => {
  const imports = importsAmong(readSources(['src']));
  const files = new Set(['src/training/worker.ts']);
  for (const file of files)
    for (const { file: from, target } of imports) if (from === file && target) files.add(target);
  expect(files.size).toBeGreaterThan(100);
  const isHashed = (file: string) => engineSources.some((source) => file === source || file.startsWith(`${source}/`));
  const others = [...files].filter((file) => !isHashed(file));
  expect([...new Set(others.map(folderOf))].sort()).toEqual(['library', 'storage', 'workers']);
});

test('it is the same wherever the same sources lie', () => {
  expect(version).toMatch(/^[0-9a-f]{16}$/);
  expect(engineVersion()).toBe(version);
});

test.each([
  'src/engine/kernels/wasm/kernels.generated.ts',
  'src/engine/initializers.ts',
  'src/experiment/random.ts',
  'src/text/split.ts',
  'src/text/corpora/headlines/business.tsv',
  'src/training/train.ts',
  'src/runs/packed-results.ts',
])('a change of %s makes another', (path) => {
  expect(versionWith(path, (text) => `${text}\n`)).not.toBe(version);
  expect(engineVersion(copy)).toBe(version);
});

test('so do another TensorFlow.js, a new file, and a file that is renamed', () => {
  expect(
    versionWith('package-lock.json', (text) => text.replaceAll('"version": "4.22.0"', '"version": "4.23.0"')),
  ).not.toBe(version);
  const added = `${copy}src/engine/made-up.ts`;
  writeFileSync(added, '');
  const withOne = engineVersion(copy);
  rmSync(added);
  writeFileSync(`${copy}src/engine/made-up-too.ts`, '');
  const withOther = engineVersion(copy);
  rmSync(`${copy}src/engine/made-up-too.ts`);
  expect(new Set([version, withOne, withOther]).size).toBe(3);
});

test('what only draws, and what only tests, make none', () => {
  expect(versionWith('src/panels/app.tsx', (text) => `${text}\n`)).toBe(version);
  expect(
    versionWith('package-lock.json', (text) => text.replace(/("node_modules\/vitest": \{\s*"version": ")/, '$19')),
  ).toBe(version);
});
