// Imports between folders point one way, and no file imports what imports it.

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { folderOf, isAllowed, roomOf } from './arrows';
import { circlesIn, graphOf } from './circles';
import { type Import, importsAmong, importsOf, readSources, root, withoutComments } from './sources';

const sources = readSources(['src', 'cli', 'bench', 'scripts', 'tests']);
const imports = importsAmong(sources);
/** Of files by files: no packages. */
const arrows = imports.flatMap(({ file, target }) => (target === undefined ? [] : [[file, target] as const]));
const shown = ({ file, specifier }: Import) => `${file} imports ${specifier}`;

describe('imports', () => {
  test('are found in every way they can be written', () => {
    const source = withoutComments(readFileSync(new URL('every-way-to-import.txt', import.meta.url), 'utf8'));
    const found = importsOf('x/y.ts', source);
    expect(found.map(({ target, typeOnly }) => `${target}${typeOnly ? ' (type)' : ''}`).sort()).toEqual(
      ['x/a', 'b/b', 'c (type)', 'x/d.css', 'x/e', 'x/f (type)', 'x/g', 'h/h.ts'].sort(),
    );
  });

  test('are found in every folder, and lead to files that exist', () => {
    expect([...new Set([...sources.keys()].map((file) => file.split('/')[0]))]).toEqual([
      'src',
      'cli',
      'bench',
      'scripts',
      'tests',
    ]);
    expect(imports.length).toBeGreaterThan(1000);
    expect(arrows.filter(([, target]) => !existsSync(root + target.replace(/\?\w+$/, '')))).toEqual([]);
  });

  test('between folders are those that the architecture lists', () => {
    expect(imports.filter((item) => !isAllowed(item)).map(shown)).toEqual([]);
  });

  test.each([
    ['cli/made-up.ts', "import { CurvesPanel } from '../src/panels/curves/curves-panel';"],
    ['cli/made-up.ts', "import { formatLoss } from '../src/ui/format';"],
    ['cli/made-up.ts', "import { useState } from 'react';"],
    ['scripts/made-up.mjs', "import { measureCells } from '../bench/cells.mjs';"],
    ['bench/made-up.mjs', "import { serve } from '../tests/e2e/serve.ts';"],
    ['src/engine/made-up.ts', "export { toy } from '../../tests/engine/toy';"],
    ['src/ui/made-up.tsx', "import type { View } from '../panels/view';"],
    ['src/runs/made-up.ts', "import { train } from '../training/train';"],
    ['src/panels/made-up.ts', "import { startBackend } from '../engine/backend';"],
    ['src/panels/made-up.ts', "new Worker(new URL('../training/worker.ts', import.meta.url));"],
    ['src/exports/made-up.ts', "import { strings } from '../strings/strings';"],
    ['tests/made-up.ts', "import '../src/main.tsx';"],
    ['src/made-up/made-up.ts', "import { defaultRun } from '../experiment/run-fields';"],
  ])('of a made-up %s are refused: %s', (file, source) => {
    expect(importsOf(file, source).map(isAllowed)).toEqual([false]);
  });

  test('of a made-up file that are allowed', () => {
    const source =
      "import type { Failure } from '../training/protocol';\nimport { stream } from '../experiment/random';";
    expect(importsOf('src/runs/made-up.ts', source).map(isAllowed)).toEqual([true, true]);
  });

  test('of the curves are left to the panel itself and to what mounts it: what a curve says is in runs', () => {
    const folder = 'src/panels/curves/';
    const fromOutside = imports.filter(
      ({ file, target }) => target?.startsWith(folder) && !file.startsWith(folder) && !file.startsWith('tests/'),
    );
    expect(fromOutside.map(shown)).toEqual(['src/panels/app.tsx imports ./curves/curves-panel']);
  });
});

describe('no circle, types included,', () => {
  test('is made by files', () => {
    expect(circlesIn(graphOf(arrows))).toEqual([]);
  });

  test('is made by folders', () => {
    expect(circlesIn(graphOf(arrows.map(([file, target]) => [folderOf(file), folderOf(target)])))).toEqual([]);
  });

  test('is made by the folders within them', () => {
    expect(circlesIn(graphOf(arrows.map(([file, target]) => [roomOf(file), roomOf(target)])))).toEqual([]);
  });

  test('would be overlooked', () => {
    const madeUp = graphOf([
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'd'],
      ['d', 'b'],
      ['c', 'b'],
      ['d', 'e'],
      ['x', 'y'],
      ['y', 'x'],
      ['z', 'z'],
    ]);
    expect(circlesIn(madeUp)).toEqual([
      ['b', 'c', 'b'],
      ['x', 'y', 'x'],
    ]);
  });
});
