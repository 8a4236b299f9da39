// What a golden file may say, key by key: whatever the engine does not know is named, never passed over.

import { type Cell, cells } from '../src/experiment/experiment';
import { type GoldenFile, goldenModel } from './golden';

/** Names what the engine does not know of a value, by paths from the file's top. */
type Reader = (value: unknown, path: string) => string[];

const anything: Reader = () => [];

/** A setting that the engine has at these values alone. */
const only =
  (...known: readonly unknown[]): Reader =>
  (value, path) =>
    known.includes(value) ? [] : [`${path}: ${JSON.stringify(value)}`];

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
  return value === null || value === false || value === 0 ? [] : [path];
};

/** A list, whose entries are told of together. */
const list =
  (reader: Reader): Reader =>
  (value, path) =>
    Array.isArray(value)
      ? [...new Set(value.flatMap((each) => reader(each, `${path}[]`)))]
      : [`${path}: ${JSON.stringify(value)}`];

const penalty = object({ 'l1?': anything, 'l2?': anything, 'l3?': anything });

const optimizers: Readonly<Record<string, Reader>> = {
  sgd: object({ name: anything, learningRate: anything, 'momentum?': anything, 'nesterov?': only(false) }),
  adam: object({
    name: anything,
    learningRate: anything,
    'beta1?': anything,
    'beta2?': anything,
    'epsilon?': anything,
  }),
  adamw: object({
    name: anything,
    learningRate: anything,
    'weightDecay?': anything,
    'beta1?': anything,
    'beta2?': anything,
    'epsilon?': anything,
  }),
};

const optimizer: Reader = (value, path) => {
  const name = isObject(value) ? value.name : undefined;
  const reader = optimizers[String(name)];
  if (reader) return reader(value, path);
  const others = object({ 'name?': only(...Object.keys(optimizers)), 'learningRate?': anything, 'epsilon?': anything });
  return others(value, path);
};

const tensor = object({ shape: list(anything), values: list(anything) });

const sizes = { vocabularySize: anything, embeddingDim: anything, classes: anything };

const model: Reader = (value, path) =>
  object(
    isObject(value) && !cells.includes(value.cell as Cell)
      ? { ...sizes, cell: only(...cells) }
      : {
          ...sizes,
          cell: anything,
          units: anything,
          layers: only(1),
          bidirectional: only(false),
          readout: only('last'),
          'resetAfter?': only(false),
          'activation?': only('tanh'),
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
      'activity?': only(0),
      'temporalActivity?': only(0),
      'attentionEntropy?': only(0),
    }),
    optimizer,
    'clipGlobalNorm?': anything,
    'labelSmoothing?': only(0),
    'constraints?': nothing,
    'learningRates?': nothing,
    weights,
    steps: list(object({ tokens: list(anything), labels: list(anything), 'masks?': object({}) })),
    expected: object({ dataLoss: list(anything), penalty: list(anything), weights }),
    tolerance: anything,
  });

/** What a file asks for that the engine does not have, by path; empty when it can be replayed. */
export function unsupported(golden: GoldenFile): string[] {
  const beyondWeights = file(anything)(golden, '');
  if (beyondWeights.length > 0) return beyondWeights;
  const { parameters } = goldenModel(golden.model);
  const wrong = file(object(Object.fromEntries(parameters.map(({ name }) => [name, tensor]))))(golden, '');
  if (wrong.length > 0) return wrong;
  return parameters
    .filter(({ name, shape }) => golden.weights[name]!.shape.join() !== shape.join())
    .map(({ name, shape }) => `weights.${name}: [${golden.weights[name]!.shape}], not [${shape}]`);
}
