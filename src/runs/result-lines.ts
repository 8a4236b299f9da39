// A file of results: lines of JSON, the first on what was trained, each further one a training. Written headless as
// trainings end, read by page and headless alike.

import type { BackendReport, DataReport, Ending, EpochResult, Failure, Mistakes } from '../training/protocol';
import type { FinishedTraining } from './result-cache';

/** The first line. */
export interface ResultHeader {
  /** Version of the format. */
  sweep: 1;
  /** Of the whole experiment, as `printLink` writes it. */
  link: string;
  /** The version of the engine, which another one's digits need not equal. */
  engine: string;
}

/** A training as it was left: after all its epochs, at a rung where halving stopped it, or where it failed. */
export interface TrainingLine extends Omit<FinishedTraining, 'isBroughtIn'> {
  key: string;
  /** Place of its point in the sweep, from 0 on; of its run where there is no sweep. */
  point: number;
  seed: number;
  /** The epochs it was to train, where those are not all. */
  until?: number;
  /** Why there are no more results. */
  failure?: Failure;
}

/** Of a file: what could be read, and where it could not. */
export interface ReadResults {
  header: ResultHeader | null;
  /** By key; of several lines with one key what is known last. */
  trainings: ReadonlyMap<string, TrainingLine>;
  /** Lines that are no training, from 1 on: torn, when the writer was killed, or changed by hand. */
  problems: readonly number[];
}

export const printHeader = (link: string, engine: string): string =>
  `${JSON.stringify({ sweep: 1, link, engine } satisfies ResultHeader)}\n`;

/** With its line break: a line without one is not whole. */
export function printLine({ key, point, seed, until, failure, ...training }: TrainingLine): string {
  const { fingerprint, backend, data, mistakes, ending, results } = training;
  const line = {
    key,
    point,
    seed,
    ...(until !== undefined && { until }),
    ...(failure && { failure: mapNumbers(failure, written) }),
    fingerprint,
    backend,
    data,
    mistakes: mistakes && { training: [...mistakes.training], validation: [...mistakes.validation] },
    ending,
    results: mapNumbers(results, written),
  };
  return `${JSON.stringify(line)}\n`;
}

/** Null for what is no header. */
export function readHeader(line: string): ResultHeader | null {
  const read = parsed(line);
  if (read?.sweep !== 1 || typeof read.link !== 'string' || typeof read.engine !== 'string') return null;
  return { sweep: 1, link: read.link, engine: read.engine };
}

/** Null for what is no training. */
export function readLine(line: string): TrainingLine | null {
  const read = parsed(line);
  if (typeof read?.key !== 'string' || !Array.isArray(read.results)) return null;
  // A loss may be one of the numbers that JSON does not have.
  const results = readNumbers(read.results) as EpochResult[];
  if (!results.every(isResult)) return null;
  const { key, point, seed, until, failure, fingerprint, backend, data, mistakes, ending } = read;
  return {
    key,
    point: Number(point),
    seed: Number(seed),
    ...(typeof until === 'number' && { until }),
    ...(isObject(failure) && { failure: readNumbers(failure) as Failure }),
    fingerprint: typeof fingerprint === 'string' ? fingerprint : null,
    backend: isObject(backend) ? (backend as unknown as BackendReport) : null,
    data: isObject(data) ? (data as unknown as DataReport) : null,
    mistakes: readMistakes(mistakes),
    ending: readEnding(ending),
    results,
  };
}

export function readResults(text: string): ReadResults {
  const trainings = new Map<string, TrainingLine>();
  const problems: number[] = [];
  const [first = '', ...lines] = text.split('\n');
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const training = readLine(line);
    if (!training) problems.push(index + 2);
    else if (saysMore(training, trainings.get(training.key)?.results.length)) trainings.set(training.key, training);
  }
  return { header: readHeader(first), trainings, problems };
}

/** Whether a line says more than an earlier one of the same key, which told of so many epochs. */
export const saysMore = ({ failure, results }: TrainingLine, epochsBefore = 0): boolean =>
  failure !== undefined || results.length >= epochsBefore;

function parsed(line: string): Record<string, unknown> | null {
  try {
    const read: unknown = JSON.parse(line);
    return isObject(read) ? read : null;
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One epoch after another, with what every curve shows. */
const isResult = (value: unknown, index: number): boolean =>
  isObject(value) && value.epoch === index + 1 && isEvaluation(value.train) && isEvaluation(value.validation);

const isEvaluation = (value: unknown): boolean =>
  isObject(value) && typeof value.loss === 'number' && typeof value.accuracy === 'number';

function readMistakes(value: unknown): Mistakes | null {
  if (!isObject(value) || !Array.isArray(value.training) || !Array.isArray(value.validation)) return null;
  return { training: Uint32Array.from(value.training), validation: Uint32Array.from(value.validation) };
}

function readEnding(value: unknown): Ending | null {
  if (!isObject(value) || typeof value.weightsEpoch !== 'number') return null;
  return { weightsEpoch: value.weightsEpoch, lastGain: typeof value.lastGain === 'number' ? value.lastGain : null };
}

/** Numbers that JSON does not have, by how they are written. */
const unwritable = new Map<string, number>([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
  ['-0', -0],
]);

function written(value: unknown): unknown {
  if (typeof value !== 'number' || (Number.isFinite(value) && !Object.is(value, -0))) return value;
  return Object.is(value, -0) ? '-0' : String(value);
}

const readNumbers = (value: unknown): unknown =>
  mapNumbers(value, (leaf) => (typeof leaf === 'string' ? (unwritable.get(leaf) ?? leaf) : leaf));

/** A copy of plain data with other leaves. */
function mapNumbers(value: unknown, change: (leaf: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => mapNumbers(item, change));
  if (typeof value !== 'object' || value === null) return change(value);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapNumbers(item, change)]));
}
