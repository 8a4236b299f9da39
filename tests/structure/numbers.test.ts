// The training path computes the same digits everywhere, and nothing is random but by a named stream.

import { expect, test } from 'vitest';
import { folderOf } from './arrows';
import { readSources } from './sources';

/** Exact, or correctly rounded, by the language's definition, as constants are; the others differ between browsers. */
const exact = /^(sqrt|fround|imul|clz32|abs|sign|min|max|floor|round|ceil|trunc|[A-Z\d_]+)$/;

const lines = [...readSources(['src', 'cli', 'bench', 'scripts'])].flatMap(([file, source]) =>
  source.split('\n').map((line, index) => ({ file, place: `${file}:${index + 1}`, line })),
);

test('numbers on the training path come from functions that are exact in every browser', () => {
  const trainingPath = ['experiment', 'text', 'engine', 'training'];
  const inexact = lines
    .filter(({ file }) => trainingPath.includes(folderOf(file)))
    .flatMap(({ place, line }) =>
      // A power of two by a whole number is a constant like any other, and /** begins a comment in a shader.
      [...line.replace(/\b2 \*\* \d+/g, '').matchAll(/\bMath\.(\w+)|(?<!\/)\*\*/g)]
        .filter(([, name]) => !exact.test(name ?? ''))
        .map(([used]) => `${place} uses ${used}`),
    );
  expect(inexact).toEqual([]);
});

test('numbers are never drawn by Math.random', () => {
  const drawn = lines.filter(({ line }) => /\bMath\s*\.\s*random\b/.test(line));
  expect(drawn.map(({ place }) => place)).toEqual([]);
});
