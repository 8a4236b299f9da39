// The engine against trajectories that were computed independently, in float64, by make_golden.py.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type GoldenFile, replay } from '../../cli/golden';
import { unsupported } from '../../cli/golden-format';
import { startBackend } from '../../src/engine/backend';

const folder = new URL('files/', import.meta.url);

/** What the engine has. */
const built = [
  'bag-of-embeddings',
  'gru-attention-entropy',
  'gru-dropconnect',
  'gru-l1',
  'gru-mean',
  'gru-odd-sizes-sgd',
  'gru-proximal-l1',
  'gru-reset-after',
  'gru-rmsprop-smoothing',
  'lstm-adamw',
  'lstm-all-dropouts',
  'lstm-ar-tar-bidirectional',
  'lstm-candidate-dropout',
  'lstm-l1l2',
  'lstm-l3-all-roles',
  'lstm-lp',
  'lstm-max-norm',
  'lstm-mean-odd-sizes-sgd',
  'lstm-nesterov-rates',
  'lstm-plain',
  'lstm-two-layers-bidirectional-mean',
  'lstm-zoneout',
  'simplernn-adagrad',
  'simplernn-l2',
  'simplernn-max-momentum-clip',
  'simplernn-relu-two-layers',
  'simplernn-unit-norm-non-negative',
  'stacked-cnn-l1-l2-l3',
  'text-cnn-max-norm',
];

/** Those that run in Node; all four are replayed in Chromium. */
const backends = ['wasm', 'cpu'] as const;

const read = (name: string) => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as GoldenFile;

test.each(backends.flatMap((backend) => built.map((name) => ({ backend, name }))))(
  '$name on $backend stays within a tenth of the tolerance',
  async ({ backend, name }) => {
    await startBackend(backend);
    const file = read(name);
    expect(unsupported(file)).toEqual([]);
    expect(await replay(file)).toBeLessThan(file.tolerance / 10);
  },
);

describe('what the engine does not know is named, not replayed wrongly', () => {
  test('every file is replayed', () => {
    const names = readdirSync(folder).map((name) => name.replace('.json', ''));
    expect(names.sort()).toEqual(built.toSorted());
  });

  test.each(built)('an unknown key anywhere in %s is named by its path', (name) => {
    const paths = objectPaths(read(name));
    expect(paths.length).toBeGreaterThanOrEqual(20);
    for (const path of paths) {
      const file = read(name);
      let at = file as unknown as Record<string, unknown>;
      for (const key of path) at = at[key] as Record<string, unknown>;
      at.madeUp = false;
      const named = path.map((key) => (/^\d+$/.test(key) ? '[]' : `.${key}`)).join('');
      expect(unsupported(file)).toEqual([`${named}.madeUp`.slice(1)]);
    }
  });

  test('unknown keys are all named at once, those of weights too', () => {
    const file = read('lstm-plain');
    Object.assign(file, { labelSmoothing: 'much' });
    Object.assign(file.weights, { extra: file.weights.embedding });
    Object.assign(file.expected.weights['dense/bias']!, { scale: 2 });
    expect(unsupported(file)).toEqual(['weights.extra', 'expected.weights.dense/bias.scale', 'labelSmoothing: "much"']);
  });

  test('a weight with too few expected values is named, since nothing would be compared', () => {
    const file = read('lstm-plain');
    file.expected.weights.embedding!.values.pop();
    expect(unsupported(file)).toEqual(['expected.weights.embedding: 119 values, not 120']);
  });

  test.each(['beta1', 'learningRate'])('an optimizer whose %s is no number is named', (key) => {
    const file = read('lstm-plain');
    Object.assign(file.optimizer, { [key]: null });
    expect(unsupported(file)).toEqual([`optimizer.${key}: null`]);
  });

  test('a missing or misshapen weight is named', () => {
    const file = read('lstm-plain');
    delete file.weights['dense/bias'];
    expect(unsupported(file)).toEqual(['weights.dense/bias (missing)']);
    const other = read('lstm-plain');
    other.weights.embedding!.shape = [6, 20];
    expect(unsupported(other)).toEqual(['weights.embedding: [6,20], not [20,6]']);
  });

  test.each<[string, (file: GoldenFile) => object, object]>([
    ['labelSmoothing', (file) => file, { labelSmoothing: null }],
    ['clipGlobalNorm', (file) => file, { clipGlobalNorm: null }],
    ['constraints', (file) => file, { constraints: { kernel: {}, dense: { maxNorm: null, unitNorm: false } } }],
    ['learningRates', (file) => file, { learningRates: [] }],
    ['masks', (file) => file.steps[0]!, { masks: {} }],
    ['no masks', (file) => file.steps[0]!, { masks: null }],
    ['lp', (file) => file.regularizers.kernel as object, { lp: 0, p: 3, l1Proximal: 0 }],
    ['roles', (file) => file.regularizers, { hidden: {}, convolution: { l1: 0 }, activity: null }],
    ['model', (file) => file.model, { resetAfter: false, activation: 'tanh', attentionUnits: null }],
  ])('a key that asks for nothing (%s) is no reason not to replay', (_, at, keys) => {
    const file = read('gru-l1');
    Object.assign(at(file), keys);
    expect(unsupported(file)).toEqual([]);
  });
});

/** The paths to all objects in a value, but for the second entry of a list and those after it. */
function objectPaths(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  const children = Object.entries(value).slice(0, Array.isArray(value) ? 1 : undefined);
  const inside = children.flatMap(([key, each]) => objectPaths(each, [...path, key]));
  return Array.isArray(value) ? inside : [path, ...inside];
}
