// One row per setting. The form, the link and the headless runner are all driven by these rows,
// so they cannot disagree about a default, a range or a spelling.

import {
  type Backend,
  backends,
  type Cell,
  cells,
  corpora,
  type DropoutPlace,
  dropoutPlaces,
  type Norm,
  norms,
  type Optimizer,
  optimizers,
  type Role,
  type RunSettings,
  roles,
  type SharedSettings,
  type TextSource,
  type TokenKind,
  textSources,
  tokenKinds,
} from './experiment';

export interface NumberField {
  kind: 'number';
  /** The setting's name in a link: `lr` in `lr=1e-3`, `k2` in `k2_1e-3`, `u` in `u32`. */
  key: string;
  default: number;
  min: number;
  max: number;
  integer: boolean;
  /** How a slider spreads the range. */
  scale: 'linear' | 'log';
  /** 0 switches the setting off, and `smallest` is the slider's first stop after it. */
  off: boolean;
  /** Smallest positive value a slider reaches; a typed number may be smaller. */
  smallest: number;
}

export interface ChoiceField<Value extends string = string> {
  kind: 'choice';
  key: string;
  default: Value;
  options: readonly Value[];
  /** How each option is spelled in a link. */
  codes: Readonly<Record<Value, string>>;
}

export interface TextField {
  kind: 'text';
  key: string;
  default: string;
  maxLength: number;
}

export type Field = NumberField | ChoiceField | TextField;

type NumberOptions = Partial<Omit<NumberField, 'kind'>> & { key: string; min: number; max: number; default: number };

function number(options: NumberOptions): NumberField {
  const smallest = options.min > 0 ? options.min : options.max / 100;
  return { kind: 'number', integer: false, scale: 'linear', off: false, smallest, ...options };
}

function integer(options: NumberOptions): NumberField {
  return number({ integer: true, scale: 'log', smallest: Math.max(1, options.min), ...options });
}

function choice<Value extends string>(
  key: string,
  options: readonly Value[],
  codes: Readonly<Record<Value, string>>,
  fallback: Value,
): ChoiceField<Value> {
  return { kind: 'choice', key, default: fallback, options, codes };
}

const text = (key: string, maxLength: number): TextField => ({ kind: 'text', key, default: '', maxLength });

/** Wide enough to break things: seeing a network die of L2 = 10 is a lesson. */
const penalty = (key: string) => number({ key, min: 0, max: 10, default: 0, scale: 'log', off: true, smallest: 1e-6 });
const dropout = (key: string) => number({ key, min: 0, max: 0.95, default: 0, off: true, smallest: 0.05 });

const rolePrefix = { kernel: 'k', recurrent: 'r', bias: 'b', embedding: 'e', output: 'o' } as const satisfies Record<
  Role,
  string
>;
const placePrefix = { embedding: 'de', input: 'di', recurrent: 'dr', output: 'do' } as const satisfies Record<
  DropoutPlace,
  string
>;

export const penaltyId = (role: Role, norm: Norm): `${Role}${Norm}` => `${role}${norm}`;
export const dropoutId = (place: DropoutPlace): `${DropoutPlace}Dropout` => `${place}Dropout`;

const penaltyFields = Object.fromEntries(
  roles.flatMap((role) => norms.map((norm) => [penaltyId(role, norm), penalty(rolePrefix[role] + norm[1])])),
) as Record<`${Role}${Norm}`, NumberField>;

const dropoutFields = Object.fromEntries(
  dropoutPlaces.map((place) => [dropoutId(place), dropout(placePrefix[place])]),
) as Record<`${DropoutPlace}Dropout`, NumberField>;

const same = <Value extends string>(options: readonly Value[]) =>
  Object.fromEntries(options.map((option) => [option, option])) as unknown as Record<Value, string>;

/** Rows in the order of the form and of a link. */
export const sharedFields = {
  corpus: choice<TextSource>(
    'c',
    textSources,
    { ...same(corpora), generated: 'whosaidnot', imported: 'file' },
    'reviews',
  ),
  generatedTexts: integer({ key: 'gn', min: 100, max: 20_000, default: 2000 }),
  dependencyDistance: integer({ key: 'gd', min: 0, max: 20, default: 3, scale: 'linear' }),
  distractorWords: integer({ key: 'gw', min: 0, max: 2000, default: 50, scale: 'linear', off: true }),
  importedName: text('f', 100),
  importedRows: integer({ key: 'frows', min: 0, max: 200_000, default: 0 }),
  importedChecksum: text('fsum', 16),
  tokens: choice<TokenKind>('tok', tokenKinds, same(tokenKinds), 'auto'),
  trainingSize: integer({ key: 'n', min: 2, max: 20_000, default: 600, smallest: 20 }),
  labelNoise: number({ key: 'noise', min: 0, max: 1, default: 0, off: true, smallest: 0.01 }),
  validationShare: number({ key: 'val', min: 0.05, max: 0.5, default: 0.2 }),
  sequenceLength: integer({ key: 'len', min: 1, max: 400, default: 32 }),
  vocabularySize: integer({ key: 'voc', min: 3, max: 20_000, default: 2000, smallest: 20 }),
  epochs: integer({ key: 'e', min: 1, max: 500, default: 30 }),
  batchSize: integer({ key: 'bs', min: 1, max: 512, default: 32 }),
  optimizer: choice<Optimizer>('opt', optimizers, same(optimizers), 'adam'),
  learningRate: number({ key: 'lr', min: 0, max: 1000, default: 2e-3, scale: 'log', smallest: 1e-5 }),
  momentum: number({ key: 'mom', min: 0, max: 0.999, default: 0.9, off: true, smallest: 0.05 }),
  weightDecay: number({ key: 'wd', min: 0, max: 10, default: 0.01, scale: 'log', off: true, smallest: 1e-6 }),
  clipNorm: number({ key: 'clip', min: 0, max: 1000, default: 0, scale: 'log', off: true, smallest: 1e-2 }),
  seed: integer({ key: 'seed', min: 0, max: 4_294_967_295, default: 7 }),
  backend: choice<Backend | 'auto'>('b', ['auto', ...backends], same(['auto', ...backends]), 'auto'),
} satisfies Record<keyof SharedSettings, Field>;

export const runFields = {
  cell: choice<Cell>('', cells, { SimpleRNN: 'rnn', LSTM: 'lstm', GRU: 'gru' }, 'LSTM'),
  units: integer({ key: 'u', min: 1, max: 256, default: 32 }),
  embeddingSize: integer({ key: 'm', min: 1, max: 128, default: 32 }),
  ...penaltyFields,
  ...dropoutFields,
  name: text('name', 40),
} satisfies Record<keyof RunSettings, Field>;

export type SharedFieldId = keyof SharedSettings;
export type RunFieldId = keyof RunSettings;

export const defaultShared = defaults<SharedSettings>(sharedFields);
export const defaultRun = defaults<RunSettings>(runFields);

function defaults<Settings>(fields: { [Id in keyof Settings]: Field }): Settings {
  const entries = Object.entries<Field>(fields).map(([id, field]) => [id, field.default]);
  return Object.fromEntries(entries) as Settings;
}

/** Why a text was not taken as it stands. */
export type Rejection = 'notANumber' | 'notAWholeNumber' | 'tooSmall' | 'tooLarge' | 'unknownOption' | 'tooLong';

export interface Parsed<Value = number | string> {
  /** What to use: the text's value, or the nearest allowed one, or the default. */
  value: Value;
  rejection?: Rejection;
}

/** Reads a setting's text, as typed or as found in a link. Never throws; says what it did not take. */
export function parseField(field: Field, text: string): Parsed {
  switch (field.kind) {
    case 'number':
      return parseNumber(field, text);
    case 'choice': {
      const option = field.options.find((candidate) => field.codes[candidate] === text);
      return option === undefined ? { value: field.default, rejection: 'unknownOption' } : { value: option };
    }
    case 'text': {
      const symbols = Array.from(text, wellFormed);
      if (symbols.length <= field.maxLength) return { value: symbols.join('') };
      return { value: symbols.slice(0, field.maxLength).join(''), rejection: 'tooLong' };
    }
    default:
      return field satisfies never;
  }
}

/** Half a surrogate pair becomes U+FFFD: no link and no file can hold it. */
const wellFormed = (symbol: string) => symbol.replace(/\p{Surrogate}/u, '\uFFFD');

function parseNumber(field: NumberField, text: string): Parsed<number> {
  const trimmed = text.trim();
  if (field.off && trimmed.toLowerCase() === 'off') return { value: 0 };
  const value = trimmed === '' ? Number.NaN : Number(trimmed);
  if (Number.isNaN(value)) return { value: field.default, rejection: 'notANumber' };
  if (value < field.min) return { value: field.min, rejection: 'tooSmall' };
  if (value > field.max) return { value: field.max, rejection: 'tooLarge' };
  if (field.integer && !Number.isInteger(value)) return { value: Math.round(value), rejection: 'notAWholeNumber' };
  // -0 would print as 0 and read back as another value.
  return { value: value === 0 ? 0 : value };
}

/** The shortest text that reads back as the same value: `.3`, `1e-3`, `600`. */
export function printField(field: Field, value: number | string): string {
  switch (field.kind) {
    case 'number':
      return printNumber(Number(value));
    case 'choice':
      return field.codes[value as string] ?? String(value);
    case 'text':
      return String(value);
    default:
      return field satisfies never;
  }
}

/**
 * The shortest text that JavaScript reads as this number: `.3`, `600`, `2e4`. Below a hundredth always with a
 * power of ten, because `1.5e-3` is read at a glance and zeros must be counted: `1e-3`.
 */
export function printNumber(value: number): string {
  const decimal = String(value)
    .replace(/^(-?)0\./, '$1.')
    .replace('e+', 'e');
  const exponential = value.toExponential().replace('e+', 'e').replace(/e0$/, '');
  const tiny = value !== 0 && Math.abs(value) < 0.01;
  return tiny || exponential.length < decimal.length ? exponential : decimal;
}
