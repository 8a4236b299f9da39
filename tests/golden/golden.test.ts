// The engine against trajectories that were computed independently, in float64, by make_golden.py.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type GoldenFile, replay } from '../../cli/golden';
import { unsupported } from '../../cli/golden-format';
import { startBackend } from '../../src/engine/backend';

const folder = new URL('files/', import.meta.url);

/** What the engine has. */
const built = [
  'gru-l1',
  'gru-odd-sizes-sgd',
  'lstm-adamw',
  'lstm-l1l2',
  'lstm-l3-all-roles',
  'lstm-plain',
  'simplernn-l2',
];

/** What the other files ask for, by the keys that the engine does not know. */
const asked: Record<string, string[]> = {
  'bag-of-embeddings': ['model.cell: "BagOfEmbeddings"', 'model.hiddenUnits', 'regularizers.hidden'],
  'gru-attention-entropy': [
    'model.readout: "attention"',
    'model.attentionUnits',
    'regularizers.attentionEntropy: 0.05',
  ],
  'gru-dropconnect': ['steps[].masks.rnn/0/forward/dropConnect'],
  'gru-proximal-l1': ['regularizers.kernel.l1Proximal', 'regularizers.recurrent.l1Proximal'],
  'gru-reset-after': ['model.resetAfter: true'],
  'gru-rmsprop-smoothing': ['optimizer.name: "rmsprop"', 'optimizer.rho', 'labelSmoothing: 0.1'],
  'lstm-all-dropouts': [
    'model.layers: 2',
    'model.bidirectional: true',
    ...['embedding', 'rnn/0/forward/input', 'rnn/0/backward/input', 'rnn/1/forward/input', 'rnn/1/backward/input'],
    ...['rnn/0/forward/recurrent', 'rnn/0/backward/recurrent', 'rnn/1/forward/recurrent', 'rnn/1/backward/recurrent'],
    ...['betweenLayers/1', 'output'],
  ].map((key) => (key.startsWith('model') ? key : `steps[].masks.${key}`)),
  'lstm-ar-tar-bidirectional': [
    'model.bidirectional: true',
    'model.readout: "max"',
    'regularizers.activity: 0.3',
    'regularizers.temporalActivity: 0.5',
  ],
  'lstm-candidate-dropout': ['steps[].masks.rnn/0/forward/candidate'],
  'lstm-lp': [
    'regularizers.kernel.lp',
    'regularizers.kernel.p',
    'regularizers.recurrent.lp',
    'regularizers.recurrent.p',
  ],
  'lstm-max-norm': ['constraints.kernel.maxNorm', 'constraints.recurrent.maxNorm'],
  'lstm-nesterov-rates': ['optimizer.nesterov: true', 'learningRates'],
  'lstm-two-layers-bidirectional-mean': ['model.layers: 2', 'model.bidirectional: true', 'model.readout: "mean"'],
  'lstm-zoneout': ['steps[].masks.rnn/0/forward/zoneoutState', 'steps[].masks.rnn/0/forward/zoneoutCell'],
  'simplernn-adagrad': ['optimizer.name: "adagrad"'],
  'simplernn-max-momentum-clip': ['model.readout: "max"'],
  'simplernn-relu-two-layers': ['model.layers: 2', 'model.activation: "relu"'],
  'simplernn-unit-norm-non-negative': ['constraints.kernel.nonNegative', 'constraints.recurrent.unitNorm'],
  'stacked-cnn-l1-l2-l3': [
    ...['cell: "StackedCNN"', 'width', 'stack', 'hiddenUnits'].map((key) => `model.${key}`),
    ...['regularizers.convolution', 'regularizers.hidden'],
  ],
  'text-cnn-max-norm': [
    ...['model.cell: "TextCNN"', 'model.widths', 'model.filters'],
    ...['constraints.dense.maxNorm', 'steps[].masks.output'],
  ],
};

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

describe('what is not built yet is named, not replayed wrongly', () => {
  test('every file is built, or is known to ask for more', () => {
    const names = readdirSync(folder).map((name) => name.replace('.json', ''));
    expect(names.sort()).toEqual([...built, ...Object.keys(asked)].sort());
  });

  test.each(Object.entries(asked))('%s', (name, keys) => {
    expect(unsupported(read(name)).sort()).toEqual(keys.toSorted());
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

  test('a missing or misshapen weight is named', () => {
    const file = read('lstm-plain');
    delete file.weights['dense/bias'];
    expect(unsupported(file)).toEqual(['weights.dense/bias (missing)']);
    const other = read('lstm-plain');
    other.weights.embedding!.shape = [6, 20];
    expect(unsupported(other)).toEqual(['weights.embedding: [6,20], not [20,6]']);
  });

  test('a key that asks for nothing is no reason not to replay', () => {
    const file = { ...read('gru-l1'), labelSmoothing: 0, constraints: { kernel: {} }, learningRates: null };
    Object.assign(file.model, { resetAfter: false });
    Object.assign(file.steps[0]!, { masks: {} });
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
