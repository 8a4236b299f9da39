// Points that are within noise of the best one, as ranges of a setting: what lies side by side is one range.

import type { PointRow, SweepVerdict } from '../../runs/swept-points';

export interface ValueRange {
  from: number;
  to: number;
}

/**
 * Ranges of neighbours among the trained values, ascending, none of them the best point alone.
 * @param rows all points of a sweep of one setting
 */
export function noiseRanges(rows: readonly PointRow[], { best, withinNoise }: SweepVerdict): ValueRange[] {
  const inside = new Set([best, ...(withinNoise ?? [])]);
  const ranges: PointRow[][] = [];
  let isNeighbour = false;
  for (const row of inOrder(rows)) {
    if (inside.has(row)) {
      if (isNeighbour) ranges.at(-1)!.push(row);
      else ranges.push([row]);
    }
    isNeighbour = inside.has(row);
  }
  return ranges
    .filter((range) => range.some((row) => row !== best))
    .map((range) => ({ from: range[0]!.values[0]!, to: range.at(-1)!.values[0]! }));
}

/** By the first setting's value. */
export const inOrder = (rows: readonly PointRow[]): PointRow[] =>
  [...rows].sort((a, b) => a.values[0]! - b.values[0]! || a.index - b.index);

/** The ranges as places on the axis, each up to halfway to its neighbours, the best point's alone among them. */
export function noiseStrips(
  points: readonly { row: PointRow; place: number }[],
  { best, withinNoise }: SweepVerdict,
): ValueRange[] {
  if (!withinNoise?.length) return [];
  const inside = new Set([best, ...withinNoise]);
  const strips: ValueRange[] = [];
  points.forEach(({ row, place }, i) => {
    if (!inside.has(row)) return;
    const halfway = (other: number | undefined, end: number) => (other === undefined ? end : (place + other) / 2);
    const from = halfway(points[i - 1]?.place, place - 0.01);
    const to = halfway(points[i + 1]?.place, place + 0.01);
    if (strips.at(-1)?.to === from) strips.at(-1)!.to = to;
    else strips.push({ from, to });
  });
  return strips;
}
