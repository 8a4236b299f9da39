// Accuracies and losses to hold a run's against: where they are known, and where they are written on a chart, clear of every
// other label.

import { alwaysTheSame, guessingLoss } from '../../runs/guessing';
import type { DataReport } from '../../training/protocol';
import type { Plot } from '../../ui/domain';
import type { Metric } from './points';

/**
 * Validation accuracies: the best that any classifier can do, the best that one can do that sees bags of words, and one
 * answer for all. A loss: that of guessing by the shares of the labels.
 */
export const landmarkIds = ['any', 'bagOfWords', 'oneLabel', 'guess'] as const;
export type LandmarkId = (typeof landmarkIds)[number];

/** Those that are known. */
export type Landmarks = Partial<Record<LandmarkId, number>>;

export const landmarksOf = (data: DataReport): Landmarks => ({
  ...data.ceilings,
  oneLabel: alwaysTheSame(data).accuracy,
  guess: guessingLoss(data),
});

/** Those that a chart of this metric can show, in their order. */
export const landmarksOn = (landmarks: Landmarks, metric: Metric): [LandmarkId, number][] =>
  landmarkIds.flatMap((id) => {
    const value = landmarks[id];
    return value === undefined || (id === 'guess') !== (metric === 'loss') ? [] : [[id, value]];
  });

/** In pixels of the chart. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface LandmarkLine {
  /** Of the line. */
  y: number;
  /** Of its label. */
  width: number;
}

export interface PlacedLabel {
  x: number;
  /** Of the text's baseline. */
  y: number;
  anchor: 'start' | 'middle' | 'end';
}

const labelHeight = 12;
/** Between a label and the line, or the end of the line, it belongs to. */
const gap = 3;

export interface Point {
  x: number;
  y: number;
}

/**
 * A place for each label above or below its line: first at the right, where curves come last, then at the left,
 * then in the middle. A label touches no box of `taken` and no other label, and no other landmark and no curve
 * where that can be. Null where there is no room.
 */
export function placeLandmarkLabels(
  lines: readonly LandmarkLine[],
  plot: Plot,
  taken: readonly Box[],
  curves: readonly (readonly Point[])[] = [],
): (PlacedLabel | null)[] {
  const occupied = [...taken];
  return lines.map((line, index) => {
    const otherLines = lines
      .filter((_, other) => other !== index)
      .map(({ y }) => ({ left: plot.left, right: plot.right, top: y - 1, bottom: y + 1 }));
    const places = candidates(line, plot);
    const isFree = (box: Box, boxes: readonly Box[]) => boxes.every((other) => !overlap(box, other));
    const free = places.filter(({ box }) => isFree(box, occupied));
    const clear = free.filter(({ box }) => isFree(box, otherLines));
    const place = clear.find(({ box }) => !curves.some((curve) => crosses(curve, box))) ?? clear[0] ?? free[0];
    if (!place) return null;
    occupied.push(place.box);
    return place.label;
  });
}

function candidates({ y, width }: LandmarkLine, plot: Plot): { box: Box; label: PlacedLabel }[] {
  const middle = (plot.left + plot.right) / 2;
  const sides = [
    { anchor: 'end', x: plot.right - gap, left: plot.right - gap - width },
    { anchor: 'start', x: plot.left + gap, left: plot.left + gap },
    { anchor: 'middle', x: middle, left: middle - width / 2 },
  ] as const;
  const heights = [y - gap - labelHeight, y + gap].filter(
    (top) => top >= plot.top - gap && top + labelHeight <= plot.bottom,
  );
  return sides.flatMap(({ anchor, x, left }) =>
    heights.map((top) => ({
      box: { left, right: left + width, top, bottom: top + labelHeight },
      label: { x, y: top + labelHeight - 2.5, anchor },
    })),
  );
}

const overlap = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Whether any part of a line, ascending in x, lies in a box. */
function crosses(points: readonly Point[], box: Box): boolean {
  return points.some((point, index) => {
    const next = points[index + 1] ?? point;
    if (next.x < box.left || point.x > box.right) return false;
    const yAt = (x: number) =>
      next.x === point.x ? point.y : point.y + ((x - point.x) / (next.x - point.x)) * (next.y - point.y);
    const ends = [yAt(Math.max(box.left, point.x)), yAt(Math.min(box.right, next.x))];
    return Math.min(...ends) < box.bottom && Math.max(...ends) > box.top;
  });
}

/** About how wide a text is in the charts' type: a measured width would make a chart wait for its fonts. */
export function estimateWidth(text: string): number {
  let width = 0;
  for (const symbol of text) width += symbol > '\u2e7f' ? 11.2 : 6.3;
  return width;
}
