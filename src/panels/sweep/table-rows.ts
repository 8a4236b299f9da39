// The order of the table of points.

import { meanOf, type PointRow } from '../../runs/swept-points';

/** A setting by its place, or a number that a point has. */
export type SortKey = number | 'point' | 'validationLoss' | 'validationAccuracy' | 'trainLoss' | 'epochs';

export interface Sorting {
  key: SortKey;
  descending: boolean;
}

/** Points without the number go last either way; of equals the first stays first. */
export function sortedRows(rows: readonly PointRow[], { key, descending }: Sorting): PointRow[] {
  const value = (row: PointRow) => {
    const number = numberOf(row, key);
    return number !== null && Number.isFinite(number) ? number : null;
  };
  return [...rows].sort((a, b) => {
    const [one, other] = [value(a), value(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null) || a.index - b.index;
    return (descending ? other - one : one - other) || a.index - b.index;
  });
}

function numberOf(row: PointRow, key: SortKey): number | null {
  if (typeof key === 'number') return row.values[key]!;
  switch (key) {
    case 'point':
      return row.index;
    case 'validationLoss':
      return meanOf(row, 'validation', 'loss');
    case 'validationAccuracy':
      return meanOf(row, 'validation', 'accuracy');
    case 'trainLoss':
      return meanOf(row, 'train', 'loss');
    case 'epochs':
      return row.epochsSpent;
    default:
      return key satisfies never;
  }
}
