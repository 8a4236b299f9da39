// JSON by column: lists of equal length, index maps or a split frame as pandas writes them, a bunch as scikit-learn's.

import type { ReadRow, RowReader, RowValue, TakeRow } from '../contract/rows';

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCell = (value: unknown) => typeof value !== 'object' || value === null;

/** Rows of objects. The file is one value: nothing is known before its end. */
export function createJsonColumnsReader(take: TakeRow): RowReader {
  const pieces: string[] = [];
  return {
    push: (text) => void pieces.push(text),
    end() {
      for (const row of rowsOf(pieces.join(''))) take(row);
    },
  };
}

function rowsOf(text: string): ReadRow[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [{ row: 1, reason: 'unfinishedJson' }];
  }
  return (rowsByColumn(value) ?? []).map((members, index) => ({ row: index + 1, value: members }));
}

/** Null where a value is not by column. */
function rowsByColumn(value: unknown): RowValue[] | null {
  return isMembers(value) ? (splitFrame(value) ?? bunch(value) ?? columns(value) ?? inner(value)) : null;
}

/** What stands below a name, beside nothing but remarks: `{"version": 1, "data": {"text": […], "label": […]}}`. */
function inner(value: Members): RowValue[] | null {
  const [below, ...others] = Object.values(value).filter((member) => !isCell(member));
  return others.length === 0 ? rowsByColumn(below) : null;
}

/** `{"columns": ["text", "label"], "index": [0, 1], "data": [["…", 1], …]}` */
function splitFrame({ columns: names, data }: Members): RowValue[] | null {
  if (!Array.isArray(names) || !Array.isArray(data) || !data.every(Array.isArray)) return null;
  return data.map((cells: unknown[]) => Object.fromEntries(names.map((name, at) => [String(name), cells[at] ?? null])));
}

/** `{"data": ["…"], "target": [0, 1], "target_names": ["neg", "pos"]}`: targets are told by their names. */
function bunch({ data, target, target_names: names }: Members): RowValue[] | null {
  if (!Array.isArray(data) || !Array.isArray(target) || data.length !== target.length) return null;
  const nameOf = (label: unknown) =>
    Array.isArray(names) && typeof label === 'number' ? (names[label] ?? label) : label;
  return data.map((text: unknown, at) => ({ text, label: nameOf(target[at]) }));
}

/** `{"text": ["…", …], "label": [1, …]}`, or an object of positions in the place of each list. */
function columns(value: Members): RowValue[] | null {
  // A member that is no list, or an empty one, is a remark.
  const lists = Object.entries(value).flatMap(([name, column]) => {
    const cells = cellsOf(column);
    return cells === null || cells.length === 0 ? [] : [[name, cells] as const];
  });
  const count = lists[0]?.[1].length ?? 0;
  if (lists.length < 2 || !lists.every(([, cells]) => cells.length === count && cells.every(isCell))) return null;
  const isMaps = lists.every(([name]) => isMembers(value[name]));
  // Lists of equal length may be the texts of each label: as columns one of them repeats its values, or has numbers.
  const isLabelled = lists.some(([, cells]) => cells.some((cell) => typeof cell !== 'string') || repeats(cells));
  if (!isMaps && !isLabelled) return null;
  return Array.from({ length: count }, (_, at) => Object.fromEntries(lists.map(([name, cells]) => [name, cells[at]])));
}

function cellsOf(column: unknown): readonly unknown[] | null {
  if (Array.isArray(column)) return column;
  return isMembers(column) ? Object.values(column) : null;
}

const repeats = (cells: readonly unknown[]) => cells.length >= 4 && 2 * new Set(cells).size <= cells.length;

/** Whether the beginning of a file, all of it where `isWhole`, is JSON by column. */
export function looksByColumn(text: string, isWhole: boolean): boolean {
  if (!/^\s*\{/.test(text)) return false;
  if (!isWhole)
    return /^\s*\{\s*"(?:text|texts|sentence|label|labels|columns|index|data|target)"\s*:\s*[[{]/i.test(text);
  try {
    return rowsByColumn(JSON.parse(text)) !== null;
  } catch {
    return false;
  }
}
