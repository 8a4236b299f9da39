// Chooses the rows that are kept of a file that has too many.

import { permutation, stream } from '../../experiment/random';

/** A label with that many texts can be in all three parts of a split. */
const atLeast = 3;

/**
 * Positions of `keep` rows in rising order, each label in its share of all rows, at least 3 of each where
 * there are. They depend on the labels' names and on the rows' labels alone.
 */
export function chooseRows(labels: readonly string[], labelIds: Uint8Array, keep: number): Uint32Array {
  const rows: number[][] = labels.map(() => []);
  labelIds.forEach((id, row) => {
    rows[id]!.push(row);
  });
  const quotas = dealQuotas(
    rows.map(({ length }) => length),
    keep,
  );
  const chosen = rows.flatMap((ofLabel, id) =>
    Array.from(
      permutation(stream(0, 'import sample', labels[id]!), ofLabel.length).subarray(0, quotas[id]),
      (position) => ofLabel[position]!,
    ),
  );
  return Uint32Array.from(chosen).sort();
}

/** By the largest remainder, after `atLeast` of each. Sums to `keep`, which is less than the sum of the counts. */
function dealQuotas(counts: readonly number[], keep: number): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const least = counts.map((count) => Math.min(count, atLeast));
  const shares = counts.map((count) => (keep * count) / total);
  const quotas = shares.map((share, id) => Math.max(least[id]!, Math.floor(share)));
  const shortOf = (id: number) => shares[id]! - quotas[id]!;
  const ids = [...counts.keys()];
  let rest = keep - quotas.reduce((sum, quota) => sum + quota, 0);
  for (; rest > 0; rest--) {
    quotas[ids.filter((id) => quotas[id]! < counts[id]!).reduce((a, b) => (shortOf(b) > shortOf(a) ? b : a))]!++;
  }
  // What small labels have beyond their share, the largest gives.
  for (; rest < 0; rest++) {
    quotas[ids.filter((id) => quotas[id]! > least[id]!).reduce((a, b) => (quotas[b]! > quotas[a]! ? b : a))]!--;
  }
  return quotas;
}
