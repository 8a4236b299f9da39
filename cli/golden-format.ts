// What a golden file may say, key by key: whatever the engine does not know is named, never passed over.

import type { Model } from '../src/engine/model/build';
import { activityPenalties, cells, readouts } from '../src/experiment/experiment';
import { type GoldenFile, goldenModel } from './golden';
import { goldenRuleKeys } from './golden-rules';

/** Names what the engine does not know of a value, by paths from the file's top. */
type Reader = (value: unknown, path: string) => string[];

const anything: Reader = () => [];

/** A setting that the engine has at these values alone. */
const only =
  (...known: readonly unknown[]): Reader =>
  (value, path) =>
    known.includes(value) ? [] : [`${path}: ${JSON.stringify(value)}`];

const flag = only(true, false);

const number: Reader = (value, path) => (typeof value === 'number' ? [] : [`${path}: ${JSON.stringify(value)}`]);

/** A number, or null for none of it. */
const amount: Reader = (value, path) => (value === null ? [] : number(value, path));

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object with these keys; those that do not end in `?` must be there. */
function object(keys: Readonly<Record<string, Reader>>): Reader {
  const readers = new Map(Object.entries(keys).map(([key, reader]) => [key.replace('?', ''), reader]));
  const required = Object.keys(keys).filter((key) => !key.endsWith('?'));
  return (value, path) => {
    if (!isObject(value)) return [`${path}: ${JSON.stringify(value)}`];
    const at = (key: string) => (path === '' ? key : `${path}.${key}`);
    return [
      ...required.filter((key) => !Object.hasOwn(value, key)).map((key) => `${at(key)} (missing)`),
      ...Object.entries(value).flatMap(([key, each]) => readers.get(key)?.(each, at(key)) ?? [at(key)]),
    ];
  };
}

/** A list, whose entries are told of together. */
const list =
  (reader: Reader): Reader =>
  (value, path) =>
    Array.isArray(value)
      ? [...new Set(value.flatMap((each) => reader(each, `${path}[]`)))]
      : [`${path}: ${JSON.stringify(value)}`];

const coefficients = Object.fromEntries(goldenRuleKeys.map((key) => [`${key}?`, amount]));

const penalty = object({ ...coefficients, 'p?': amount });

const constraint = object({ 'maxNorm?': amount, 'unitNorm?': flag, 'nonNegative?': flag });

/** Masks of the model's sites. */
const masksAt =
  (sites: readonly string[]): Reader =>
  (value, path) =>
    value === null ? [] : object(Object.fromEntries(sites.map((name) => [`${name}?`, tensor])))(value, path);

const adam = { name: anything, learningRate: number, 'beta1?': number, 'beta2?': number, 'epsilon?': number };

const optimizers = new Map<unknown, Reader>([
  ['sgd', object({ name: anything, learningRate: number, 'momentum?': amount, 'nesterov?': flag })],
  ['rmsprop', object({ name: anything, learningRate: number, 'rho?': number, 'epsilon?': number })],
  ['adagrad', object({ name: anything, learningRate: number, 'epsilon?': number })],
  ['adam', object(adam)],
  ['adamw', object({ ...adam, 'weightDecay?': amount })],
]);

const optimizer: Reader = (value, path) => {
  const reader = optimizers.get(isObject(value) ? value.name : undefined);
  if (reader) return reader(value, path);
  const others = object({ name: only(...optimizers.keys()), 'learningRate?': number, 'epsilon?': number });
  return others(value, path);
};

const tensor = object({ shape: list(anything), values: list(anything) });

const sizes = { vocabularySize: number, embeddingDim: number, classes: number };

const recurrent = {
  ...{ units: number, layers: only(1, 2, 3), bidirectional: flag, readout: only(...readouts) },
  ...{ 'attentionUnits?': amount, 'resetAfter?': only(true, false, null), 'activation?': only('tanh', 'relu', null) },
};

/** What a file says of a network, by its cell, beside the sizes that all have. */
const networks = new Map<unknown, Record<string, Reader>>([
  ...cells.map((cell): [string, Record<string, Reader>] => [cell, recurrent]),
  ['BagOfEmbeddings', { 'hiddenUnits?': amount }],
  ['TextCNN', { widths: list(number), filters: number, 'hiddenUnits?': amount }],
  ['StackedCNN', { width: number, stack: list(number), 'hiddenUnits?': amount }],
]);

const model: Reader = (value, path) => {
  const own = networks.get(isObject(value) ? value.cell : undefined);
  return object(own ? { ...sizes, cell: anything, ...own } : { ...sizes, cell: only(...networks.keys()) })(value, path);
};

const file = (weights: Reader, masks: Reader) =>
  object({
    'name?': anything,
    model,
    regularizers: object({
      'kernel?': penalty,
      'recurrent?': penalty,
      'bias?': penalty,
      'embedding?': penalty,
      'dense?': penalty,
      'convolution?': penalty,
      'hidden?': penalty,
      ...Object.fromEntries(activityPenalties.map((kind) => [`${kind}?`, amount])),
    }),
    optimizer,
    'clipGlobalNorm?': amount,
    'labelSmoothing?': amount,
    'constraints?': object({ 'kernel?': constraint, 'recurrent?': constraint, 'dense?': constraint }),
    'learningRates?': list(number),
    weights,
    steps: list(object({ tokens: list(anything), labels: list(anything), 'masks?': masks })),
    expected: object({ dataLoss: list(anything), penalty: list(anything), weights }),
    tolerance: number,
  });

/** A file's model as far as the engine knows it. */
function knownModel({ model: asked }: GoldenFile): Model {
  const one = { vocabularySize: 1, embeddingDim: 1, classes: 1 };
  const plain = { layers: 1, bidirectional: false, units: 1, readout: 'last' };
  const known = networks.has(asked.cell) ? asked : { ...one, cell: cells[0] };
  const readout = readouts.find((option) => option === asked.readout) ?? 'last';
  return goldenModel({ model: { ...plain, ...known, readout }, regularizers: {} });
}

/** What a file asks for that the engine does not have, by path; empty when it can be replayed. */
export function unsupported(golden: GoldenFile): string[] {
  const { parameters, dropoutSites } = knownModel(golden);
  const tensors = (suffix: string) => object(Object.fromEntries(parameters.map(({ name }) => [name + suffix, tensor])));
  const masks = masksAt(dropoutSites.map(({ name }) => name));
  // Another network has other weights: that it lacks these says nothing.
  const unknown = file(tensors('?'), masks)(golden, '');
  if (unknown.length > 0) return unknown;
  const missing = file(tensors(''), masks)(golden, '');
  if (missing.length > 0) return missing;
  return parameters.flatMap(({ name, shape }) => [
    ...misshapen(golden.weights[name]!, shape, `weights.${name}`),
    ...misshapen(golden.expected.weights[name]!, shape, `expected.weights.${name}`),
  ]);
}

function misshapen(given: GoldenFile['weights'][string], shape: readonly number[], path: string): string[] {
  if (given.shape.join() !== shape.join()) return [`${path}: [${given.shape}], not [${shape}]`];
  const size = shape.reduce((product, length) => product * length, 1);
  return given.values.length === size ? [] : [`${path}: ${given.values.length} values, not ${size}`];
}
