// `bench -- --gpu` measures a graphics card, or says why there is none.

import { expect, test } from 'vitest';
import { findCard } from '../../bench/card.mjs';

const card = { name: 'a card', isSoftware: false };
const software = { name: 'SwiftShader', isSoftware: true };
const sets = ['one', 'two', 'three'].map((name) => ({ name, arguments: [`--${name}`] }));
type Found = { webgl: typeof card | null; webgpu: typeof card | null };
const giving = (found: Record<string, Found | Error>) => async (set: { name: string }) => {
  const adapters = found[set.name]!;
  if (adapters instanceof Error) throw adapters;
  return adapters;
};

test('the first flags that reach a card by both ways are taken', async () => {
  const find = giving({
    one: { webgl: card, webgpu: null },
    two: { webgl: card, webgpu: card },
    three: { webgl: software, webgpu: software },
  });
  expect((await findCard(sets, find)).set.name).toBe('two');
});

test('else the first that reach it by one', async () => {
  const find = giving({
    one: new Error('the browser crashed'),
    two: { webgl: software, webgpu: card },
    three: { webgl: card, webgpu: software },
  });
  expect((await findCard(sets, find)).set.name).toBe('two');
});

test('without a card, what each gave is told', async () => {
  const find = giving({
    one: new Error('the browser crashed\nat somewhere'),
    two: { webgl: software, webgpu: null },
    three: { webgl: null, webgpu: null },
  });
  await expect(findCard(sets, find)).rejects.toThrow(
    'no set of flags reaches a graphics card (one: the browser crashed; two: webgl on SwiftShader, webgpu missing; ' +
      'three: webgl missing, webgpu missing)',
  );
});
