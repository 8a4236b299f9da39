// Experiment ⇄ link: readable, hand-editable, defaults left out, everything after the #.

import { defaultExperiment, firstExperiment } from './defaults';
import { type Experiment, maxRuns, type RunSettings, runIdsOf, type SharedSettings, type Sweep } from './experiment';
import { applies, type Field, type NumberField } from './field';
import { checkedFork } from './fork';
import { closersAtEnd, type SealFinding, sealKey, unsealLink } from './link-seal';
import { type Decoded, decodePercent, encodePercent } from './percent';
import { defaultRun, type RunFieldId, runFields } from './run-fields';
import { defaultShared, type SharedFieldId, sharedFields } from './shared-fields';
import { parseField, printField, type Rejection } from './spelling';
import { printSweep, readSweep, type SweepProblem, sweepKey } from './sweep-link';

export interface LinkProblem {
  /** The part of the link: `lr`, `k2`, `r=` (a run or its cell), `sw` (the sweep), `#` (the whole link), `z` (its seal). */
  part: string;
  /** The run it stands in, A first; absent for shared settings. */
  run?: number;
  kind:
    | Rejection
    | SealFinding['kind']
    | SweepProblem['kind']
    | 'unknownKey'
    | 'repeated'
    | 'tooManyRuns'
    | 'newerVersion'
    | 'broken';
  /** What the link held, shortened to 40 characters. */
  given: string;
  /** What is used instead; absent where the part was left out altogether. */
  used?: string;
}

export interface OpenedLink {
  experiment: Experiment;
  problems: LinkProblem[];
  /** False for an empty address: the experiment of a first visit, which may start by itself. */
  hasExperiment: boolean;
}

type Report = (problem: LinkProblem) => void;

const longestLink = 20_000;
const longestQuote = 40;
const mostProblems = 50;

/** The version of links written here. `v`, `r`, `sw` and `z` are the keys that are not settings. */
const versionField: NumberField = {
  kind: 'number',
  key: 'v',
  default: 1,
  min: 1,
  max: Number.POSITIVE_INFINITY,
  integer: true,
  scale: 'linear',
  off: false,
  smallest: 1,
};

const sharedIdByKey = idByKey<SharedFieldId>(sharedFields);
const runIdByKey = idByKey<RunFieldId>(runFields);

/** A Map, so that `__proto__` and `constructor` are merely unknown keys. */
function idByKey<Id extends string>(fields: Record<Id, Field>): ReadonlyMap<string, Id> {
  const ids = Object.keys(fields) as Id[];
  return new Map(ids.filter((id) => fields[id].key !== '').map((id) => [fields[id].key, id]));
}

/** The link of an experiment, from its `#` on. Every run is written, every setting at its default left out. */
export function printLink(experiment: Experiment): string {
  const shared = (Object.keys(sharedFields) as SharedFieldId[])
    .filter((id) => experiment.shared[id] !== sharedFields[id].default)
    .map((id) => `${sharedFields[id].key}=${printValue(sharedFields[id], experiment.shared[id])}`);
  const runs = experiment.runs.map((run) => `r=${printRun(run)}`);
  const sweep = experiment.sweep ? [`${sweepKey}=${printSweep(experiment.sweep)}`] : [];
  return `#${[`v=${versionField.default}`, ...shared, ...runs, ...sweep].join('&')}`;
}

/**
 * The cell comes first and always, so that a run is never empty and a name never its only part. What does nothing
 * beside the others is left out.
 */
function printRun(run: RunSettings): string {
  const parts = (Object.keys(runFields) as RunFieldId[])
    .filter((id) => id !== 'cell' && run[id] !== runFields[id].default && applies<RunSettings>(runFields[id], run))
    .map((id) => {
      const field = runFields[id];
      return `${field.key}${isCompact(field) ? '' : '_'}${printValue(field, run[id])}`;
    });
  return [printField(runFields.cell, run.cell), ...parts].join(',');
}

const printValue = (field: Field, value: number | string) =>
  field.kind === 'text' ? encodePercent(printField(field, value)) : printField(field, value);

/** Whether it may hold anything. */
const isFree = (field: Field) => field.kind === 'text' && !field.isCode;

/** Counts are written without the underscore: `u32`. */
const isCompact = (field: Field) => field.kind === 'number' && field.integer;

/**
 * Reads a whole address, or a hash with or without its `#`. Never throws: what was not understood, or not
 * taken as it stands, is among the problems (the first 50), with what is used instead.
 */
export function openLink(text: string): OpenedLink {
  const problems: LinkProblem[] = [];
  const report: Report = (problem) => {
    if (problems.length === mostProblems) return;
    problems.push({ ...problem, part: shorten(problem.part), given: shorten(problem.given) });
  };

  const { hash, isSealed } = wholeHash(readableHash(text, report), report);
  const items = hash.split('&').filter((item) => item.trim() !== '');
  const shared = settingsReader<SharedSettings>(sharedFields, defaultShared, report);
  const runs: RunSettings[] = [];
  let versionRead = false;
  let sweep: Sweep | null | undefined;

  for (const item of items) {
    const [rawKey, rawValue] = cut(item, /=/);
    const key = decodePercent(rawKey).text.trim();
    const given = decodePercent(rawValue).text.trim();
    const id = sharedIdByKey.get(key);
    if (id !== undefined) {
      shared.take(id, decodePercent(rawValue.trim()));
    } else if (key === 'r') {
      if (runs.length < maxRuns) runs.push(readRun(rawValue, runs.length, report));
      else report({ part: 'r=', kind: 'tooManyRuns', given });
    } else if (key === sweepKey) {
      if (sweep !== undefined) report({ part: key, kind: 'repeated', given });
      else sweep = readSweep(rawValue, report);
    } else if (key !== versionField.key) {
      report({ part: key || item, kind: 'unknownKey', given });
    } else if (versionRead) {
      report({ part: key, kind: 'repeated', given, used: printField(versionField, versionField.default) });
    } else {
      versionRead = true;
      checkVersion(given, report);
    }
  }

  if (items.length === 0 && !isSealed) return { experiment: firstExperiment, problems, hasExperiment: false };
  const experiment = { shared: shared.settings(), runs: runs.length > 0 ? runs : defaultExperiment.runs };
  if (sweep && !runIdsOf(experiment.runs).includes(sweep.run)) {
    report({ part: sweepKey, kind: 'unknownOption', given: sweep.run });
    sweep = null;
  }
  return { experiment: { ...experiment, ...(sweep && { sweep }) }, problems, hasExperiment: true };
}

/** Keys never change their meaning, so that a newer link is read as far as it can be. */
function checkVersion(given: string, report: Report): void {
  const { value, rejection } = parseField(versionField, given);
  const kind = Number(value) > versionField.default ? 'newerVersion' : rejection;
  if (kind) report({ part: versionField.key, kind, given, used: printField(versionField, versionField.default) });
}

/** The hash without its seal, and without what came behind its end; a cut or another change is reported. */
function wholeHash(given: string, report: Report): { hash: string; isSealed: boolean } {
  const { hash, isSealed, finding } = unsealLink(given);
  if (finding) report({ part: sealKey, ...finding });
  const closers = isSealed || endsInText(hash) ? 0 : closersAtEnd(hash);
  if (closers === 0) return { hash, isSealed };
  report({ part: sealKey, kind: 'extended', given: decodePercent(hash.slice(-closers)).text });
  return { hash: hash.slice(0, -closers), isSealed };
}

/** Whether the last thing in a link is a name, which may end as it likes. */
function endsInText(hash: string): boolean {
  const [key, value] = cut(hash.slice(hash.lastIndexOf('&') + 1), /=/);
  const id = sharedIdByKey.get(key.trim());
  if (id !== undefined) return isFree(sharedFields[id]);
  const part = recognize(splitParts(value).at(-1) ?? '');
  return part !== undefined && isFree(runFields[part.id]);
}

/** The part of an address that is ours, repaired and cut to a length that is read in no time. */
function readableHash(text: string, report: Report): string {
  // A browser drops these from any address; mail programs wrap long links with them.
  // Some pages hand a link on as they wrote it in their own source.
  let hash = hashOf(text)
    .replace(/[\t\r\n]/g, '')
    .replaceAll('&amp;', '&');
  if (hash.length > longestLink) {
    report({ part: '#', kind: 'tooLong', given: hash });
    hash = hash.slice(0, longestLink);
    // What the cut went through would read as another value.
    const end = Math.max(hash.lastIndexOf('&'), hash.lastIndexOf(','));
    if (end > 0) hash = hash.slice(0, end);
  }
  // Some programs encode the whole of it, `=` and `&` included; every true link holds a `=`.
  return !hash.includes('=') && /%3d/i.test(hash) ? decodePercent(hash).text : hash;
}

function hashOf(text: string): string {
  const address = text.trim();
  // A `#` further on belongs to a name typed by hand.
  const isBareHash = /^[\w%]*=/.test(address);
  if (isBareHash) return address;
  const start = address.indexOf('#');
  if (start >= 0) return address.slice(start + 1);
  const isAddress = /^(?:[a-z][a-z\d+.-]*:\/)?[./?]/i.test(address);
  return isAddress ? '' : address;
}

/**
 * Parts in any order, the cell among them or missing. A first word that could only be a cell is one of a
 * newer version: that is said, and the default taken.
 */
function readRun(raw: string, run: number, report: Report): RunSettings {
  const reader = settingsReader<RunSettings>(runFields, defaultRun, (problem) => report({ ...problem, run }));
  const parts = splitParts(raw).map((part) => ({ word: decodePercent(part).text.trim(), found: recognize(part) }));
  const hasCell = parts.some(({ found }) => found?.id === 'cell');

  parts.forEach(({ word, found }, position) => {
    if (found !== undefined) {
      reader.take(found.id, found.value);
    } else if (position === 0 && !hasCell && /^[a-z]+$/i.test(word)) {
      reader.take('cell', { text: word, broken: false });
    } else {
      const [key, given] = cut(word, /_/);
      report({ part: key || word, run, kind: 'unknownKey', given });
    }
  });
  const settings = reader.settings();
  const fork = checkedFork(settings.fork);
  if (fork !== settings.fork) report({ part: runFields.fork.key, run, kind: 'broken', given: settings.fork });
  return { ...settings, fork };
}

/**
 * The parts of a run, still encoded, blank ones left out.
 *
 * Commas are split before anything is decoded, so that an encoded comma in a name stays in the name. But a
 * mail program may have encoded every comma (`lstm%2Cu32`). No value other than a text holds a comma, so an
 * encoded one outside a text separates as well; and as a text is printed last, one inside it belongs to it.
 */
function splitParts(raw: string): string[] {
  return raw
    .split(',')
    .flatMap((part) => {
      const pieces = part.split(/%2c/i);
      const text = pieces.findIndex((piece) => {
        const found = recognize(piece);
        return found !== undefined && isFree(runFields[found.id]);
      });
      return text < 0 ? pieces : [...pieces.slice(0, text), pieces.slice(text).join('%2C')];
    })
    .filter((part) => decodePercent(part).text.trim() !== '');
}

/** The setting that a part of a run is about, and its value: `k2_1e-3`, `u32`, `lstm`. */
function recognize(part: string): { id: RunFieldId; value: Decoded } | undefined {
  const { text, broken } = decodePercent(part.trim());
  const word = text.trim();
  if (Object.values(runFields.cell.codes).includes(word)) return { id: 'cell', value: { text: word, broken } };

  const [key, value] = cut(text, /_/);
  const id = runIdByKey.get(key.trim());
  if (id !== undefined) return { id, value: { text: value, broken } };

  const compact = /^([a-z]+)(\s*[-+.\d].*)$/i.exec(word);
  const compactId = compact ? runIdByKey.get(compact[1]!) : undefined;
  if (compactId === undefined || !isCompact(runFields[compactId])) return undefined;
  return { id: compactId, value: { text: compact![2]!, broken } };
}

/** Collects settings from a link: the first value of each counts, the others are reported. */
function settingsReader<Settings extends SharedSettings | RunSettings>(
  fields: Record<keyof Settings, Field>,
  defaults: Settings,
  report: Report,
) {
  const values = new Map<keyof Settings, number | string>();
  return {
    take(id: keyof Settings, { text, broken }: Decoded): void {
      const field = fields[id];
      const part = field.key || 'r=';
      const given = field.kind === 'text' ? text : text.trim();
      const first = values.get(id);
      if (first !== undefined) {
        report({ part, kind: 'repeated', given, used: printField(field, first) });
        return;
      }
      const { value, rejection } = parseField(field, given);
      values.set(id, value);
      const kind = broken ? 'broken' : rejection;
      if (kind) report({ part, kind, given, used: printField(field, value) });
    },
    settings: (): Settings => ({ ...defaults, ...Object.fromEntries(values) }),
  };
}

/** A text before and after its first separator; all of it and nothing where there is none. */
function cut(text: string, separator: RegExp): [string, string] {
  const found = separator.exec(text);
  return found ? [text.slice(0, found.index), text.slice(found.index + found[0].length)] : [text, ''];
}

function shorten(text: string): string {
  const symbols = Array.from(text.slice(0, 2 * longestQuote + 2));
  return symbols.length <= longestQuote ? text : `${symbols.slice(0, longestQuote - 1).join('')}…`;
}
