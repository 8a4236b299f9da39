// The engine against trajectories that were computed independently, in float64, elsewhere.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type GoldenFile, replay, unsupported } from '../../cli/golden';
import { startBackend } from '../../src/engine/backend';

const folder = new URL('../../../shared/golden/', import.meta.url);
const required = [
  'simplernn-l2',
  'lstm-plain',
  'lstm-l1l2',
  'gru-l1',
  'lstm-l3-all-roles',
  'gru-odd-sizes-sgd',
  'lstm-adamw',
];

/** Those that run in Node; the others are replayed in Chromium. */
const backends = ['wasm', 'cpu'] as const;

const read = (name: string) => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as GoldenFile;

describe.skipIf(!existsSync(folder))('golden trajectories (skipped where ../shared/golden is missing)', () => {
  test.each(backends.flatMap((backend) => required.map((name) => ({ backend, name }))))(
    '$name on $backend stays within a tenth of the tolerance',
    async ({ backend, name }) => {
      await startBackend(backend);
      const file = read(name);
      expect(unsupported(file)).toEqual([]);
      expect(await replay(file)).toBeLessThan(file.tolerance / 10);
    },
  );

  test('a file that asks for what is not built is named, not replayed wrongly', () => {
    const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
    const others = names.map((name) => name.replace('.json', '')).filter((name) => !required.includes(name));
    const asked = Object.fromEntries(others.map((name) => [name, unsupported(read(name))]));
    expect(asked).toEqual({
      'gru-attention-entropy': ['readout attention', 'regularizer attentionEntropy'],
      'lstm-two-layers-bidirectional-mean': ['2 layers', 'bidirectional', 'readout mean'],
      'simplernn-max-momentum-clip': ['readout max'],
    });
  });
});
