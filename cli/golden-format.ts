// What a golden file may say, key by key: whatever the engine does not know is named, never passed over.

import { type Cell, cells, readouts } from '../src/experiment/experiment';
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

/** A setting that the engine does not have: no value but these, which ask for nothing. */
const off = only(0, false, null);
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

/** An object in which nothing but empty values is known. */
const nothing: Reader = (value, path) => {
  if (isObject(value)) return Object.entries(value).flatMap(([key, each]) => nothing(each, `${path}.${key}`));
  return off(value, path).length === 0 || (Array.isArray(value) && value.length === 0) ? [] : [path];
};

/** A list, whose entries are told of together. */
const list =
  (reader: Reader): Reader =>
  (value, path) =>
    Array.isArray(value)
      ? [...new Set(value.flatMap((each) => reader(each, `${path}[]`)))]
      : [`${path}: ${JSON.stringify(value)}`];

const coefficients = Object.fromEntries(goldenRuleKeys.map((key) => [`${key}?`, amount]));

/** The exponent `p` asks for something only where `lp` does. */
const penalty: Reader = (value, path) => {
  const powered = isObject(value) && nothing(value.lp ?? null, '').length > 0;
  return object({ ...coefficients, 'lp?': nothing, 'p?': powered ? nothing : anything })(value, path);
};

const constraint = object({ 'maxNorm?': amount, 'unitNorm?': flag, 'nonNegative?': flag });

/** A role that the engine does not have: one entry for all that it asks for. */
const unknownRole: Reader = (value, path) => (nothing(value, path).length > 0 ? [path] : []);

const masks: Reader = (value, path) => (value === null ? [] : object({})(value, path));

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

const model: Reader = (value, path) =>
  object(
    isObject(value) && !cells.includes(value.cell as Cell)
      ? { ...sizes, cell: only(...cells) }
      : {
          ...sizes,
          cell: anything,
          units: number,
          layers: only(1),
          bidirectional: off,
          readout: only(...readouts),
          'attentionUnits?': nothing,
          'resetAfter?': off,
          'activation?': only('tanh', null),
        },
  )(value, path);

const file = (weights: Reader) =>
  object({
    'name?': anything,
    model,
    regularizers: object({
      'kernel?': penalty,
      'recurrent?': penalty,
      'bias?': penalty,
      'embedding?': penalty,
      'dense?': penalty,
      'convolution?': unknownRole,
      'hidden?': unknownRole,
      'activity?': off,
      'temporalActivity?': off,
      'attentionEntropy?': off,
    }),
    optimizer,
    'clipGlobalNorm?': amount,
    'labelSmoothing?': off,
    'constraints?': object({ 'kernel?': constraint, 'recurrent?': constraint, 'dense?': constraint }),
    'learningRates?': list(number),
    weights,
    steps: list(object({ tokens: list(anything), labels: list(anything), 'masks?': masks })),
    expected: object({ dataLoss: list(anything), penalty: list(anything), weights }),
    tolerance: number,
  });

/** The names of all weights that the engine knows, which no size changes. */
function weightNames(): string[] {
  const one = { layers: 1, bidirectional: false, vocabularySize: 1, embeddingDim: 1, units: 1, classes: 1 };
  return goldenModel({ ...one, cell: cells[0], readout: 'last' }).parameters.map(({ name }) => name);
}

/** What a file asks for that the engine does not have, by path; empty when it can be replayed. */
export function unsupported(golden: GoldenFile): string[] {
  const tensors = (suffix: string) => object(Object.fromEntries(weightNames().map((name) => [name + suffix, tensor])));
  // Another network has other weights: that it lacks these says nothing.
  const unknown = file(tensors('?'))(golden, '');
  if (unknown.length > 0) return unknown;
  const missing = file(tensors(''))(golden, '');
  if (missing.length > 0) return missing;
  return goldenModel(golden.model).parameters.flatMap(({ name, shape }) => [
    ...misshapen(golden.weights[name]!, shape, `weights.${name}`),
    ...misshapen(golden.expected.weights[name]!, shape, `expected.weights.${name}`),
  ]);
}

function misshapen(given: GoldenFile['weights'][string], shape: readonly number[], path: string): string[] {
  if (given.shape.join() !== shape.join()) return [`${path}: [${given.shape}], not [${shape}]`];
  const size = shape.reduce((product, length) => product * length, 1);
  return given.values.length === size ? [] : [`${path}: ${given.values.length} values, not ${size}`];
}
