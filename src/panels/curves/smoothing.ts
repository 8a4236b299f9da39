// Thinning and smoothing of curves.

/**
 * Exponential moving average; `weight` is that of the past, 0 to 0.99. Weights are scaled to sum to 1 from the first
 * value on (as Adam's moments are, Kingma and Ba 2015), so that the first value counts no more than the others.
 */
export function movingAverage(values: readonly number[], weight: number): number[] {
  let sum = 0;
  let weights = 0;
  return values.map((value) => {
    sum = weight * sum + (1 - weight) * value;
    weights = weight * weights + (1 - weight);
    return sum / weights;
  });
}

/**
 * At most `limit` rows: first and last, and of each stretch between the row with the smallest and the one
 * with the largest value, so that a spike is never lost. Rows keep their order.
 */
export function downsample<Row>(rows: readonly Row[], limit: number, sizeOf: (row: Row) => number): readonly Row[] {
  if (rows.length <= limit) return rows;
  const inner = rows.slice(1, -1);
  const stretches = Math.floor((limit - 2) / 2);
  const kept: Row[] = [rows[0]!];
  for (let stretch = 0; stretch < stretches; stretch++) {
    const from = Math.floor((stretch * inner.length) / stretches);
    const until = Math.floor(((stretch + 1) * inner.length) / stretches);
    let low = from;
    let high = from;
    for (let index = from; index < until; index++) {
      if (sizeOf(inner[index]!) < sizeOf(inner[low]!)) low = index;
      if (sizeOf(inner[index]!) > sizeOf(inner[high]!)) high = index;
    }
    for (const index of low === high ? [low] : [Math.min(low, high), Math.max(low, high)]) kept.push(inner[index]!);
  }
  kept.push(rows.at(-1)!);
  return kept;
}
