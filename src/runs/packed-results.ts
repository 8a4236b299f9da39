// Epoch results as rows of numbers: two fifths of the room that the objects take in a database, of a size that is
// known, and the same to the last bit.

import type { EpochResult } from '../training/protocol';

/** Results that follow each other and differ in their numbers alone. */
interface Rows {
  /** The first of them, with 0 for every number. */
  shape: unknown;
  count: number;
  /** [count × numbers of the shape], in the order of the shape's properties. */
  numbers: Float64Array;
}

export type PackedResults = readonly Rows[];

export function packResults(results: readonly EpochResult[]): PackedResults {
  const groups: { shape: unknown; text: string; count: number; numbers: number[] }[] = [];
  for (const result of results) {
    const numbers: number[] = [];
    const shape = mapNumbers(result, (number) => {
      numbers.push(number);
      return 0;
    });
    const text = JSON.stringify(shape);
    const last = groups.at(-1);
    if (last?.text === text) {
      last.count++;
      last.numbers.push(...numbers);
    } else groups.push({ shape, text, count: 1, numbers });
  }
  return groups.map(({ shape, count, numbers }) => ({ shape, count, numbers: Float64Array.from(numbers) }));
}

export function unpackResults(packed: PackedResults): EpochResult[] {
  return packed.flatMap(({ shape, count, numbers }) => {
    let next = 0;
    return Array.from({ length: count }, () => mapNumbers(shape, () => numbers[next++]!) as EpochResult);
  });
}

/** A copy of plain data with other numbers, taken in the order of its properties. */
function mapNumbers(value: unknown, change: (number: number) => number): unknown {
  if (typeof value === 'number') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapNumbers(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapNumbers(item, change)]));
}
