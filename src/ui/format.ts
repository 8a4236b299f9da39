// How measured numbers are written on the page: short, steady in width, never longer than what they say.

/** A loss: two decimals near 1, three where small, fewer where large. */
export function formatLoss(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size >= 1e5) return value.toExponential(1).replace('e+', 'e');
  if (size >= 100) return value.toFixed(0);
  if (size >= 10) return value.toFixed(1);
  return value.toFixed(2);
}

/** A loss in the results table, where a third decimal has room. */
export function formatLossLong(value: number): string {
  return Math.abs(value) < 10 && Number.isFinite(value) ? value.toFixed(3) : formatLoss(value);
}

/** How far two losses are apart, without its sign: what is not zero never reads 0.000. */
export function formatDifference(value: number): string {
  const size = Math.abs(value);
  return size > 0 && size < 0.01 ? size.toPrecision(2) : formatLossLong(size);
}

/** A share of 0 to 1 as a percentage without its sign: `64.7`. */
export const formatPercent = (share: number, decimals = 1) => (share * 100).toFixed(decimals);

/** 412345 as `412k`. */
export function formatCount(value: number): string {
  if (value >= 1e6) return `${(value / 1e6).toFixed(1)}M`;
  if (value >= 1e3) return `${Math.round(value / 1e3)}k`;
  return String(Math.round(value));
}

/** An axis tick: as short as it can be. */
export function formatTick(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e4 || (size > 0 && size < 0.01)) return value.toExponential().replace('e+', 'e');
  return String(Number(value.toPrecision(6)));
}
