// What the database does not know yet when the page goes: the tab carries it over a reload.

import type { KeptChange } from './kept-database';
import { printLine, readLine } from './result-lines';

export interface Satchel {
  /** What was packed by this version of the engine; once. */
  unpack(): [string, KeptChange][];
  pack(changes: Iterable<readonly [string, KeptChange]>): void;
}

/** The part of Storage that is used. */
type TabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Stands before the trainings, each in a line as files of results have it. */
interface Label {
  engine: string;
  /** Keys. */
  forgotten: string[];
  broughtIn: string[];
}

const item = 'regularization-playground.unwritten';

/** @param storage of this tab; may throw, as in private windows, and then nothing is carried */
export function createSatchel(engine: string, storage: () => TabStorage): Satchel {
  return {
    unpack() {
      try {
        const text = storage().getItem(item);
        if (text === null) return [];
        storage().removeItem(item);
        const [first, ...lines] = text.split('\n');
        const label = JSON.parse(first!) as Label;
        return label.engine === engine ? [...label.forgotten.map(forgottenKey), ...lines.flatMap(trained(label))] : [];
      } catch {
        return [];
      }
    },
    pack(changes) {
      const label: Label = { engine, forgotten: [], broughtIn: [] };
      const lines: string[] = [];
      for (const [key, what] of changes) {
        if (what === 'forgotten') label.forgotten.push(key);
        if (typeof what !== 'object') continue;
        lines.push(printLine({ ...what, key, point: 0, seed: 0 }));
        if (what.isBroughtIn) label.broughtIn.push(key);
      }
      try {
        if (label.forgotten.length + lines.length === 0) storage().removeItem(item);
        else storage().setItem(item, `${JSON.stringify(label)}\n${lines.join('')}`);
      } catch {
        // It is full: what it cannot carry is trained again some day.
      }
    },
  };
}

const forgottenKey = (key: string): [string, KeptChange] => [key, 'forgotten'];

const trained =
  ({ broughtIn }: Label) =>
  (line: string): [string, KeptChange][] => {
    const read = readLine(line);
    if (!read) return [];
    const { key, results, fingerprint, backend, data, mistakes, ending } = read;
    const isBroughtIn = broughtIn.includes(key) && { isBroughtIn: true };
    return [[key, { results, fingerprint, backend, data, mistakes, ending, ...isBroughtIn }]];
  };
