// Mean and spread of a few numbers, and how they are printed.

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The sample standard deviation; 0 for a single value. */
export function spreadOf(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = meanOf(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
export const digits = (value: number): string => value.toFixed(3);
export const meanAndSpread = (values: readonly number[]): string =>
  `${digits(meanOf(values))} ± ${digits(spreadOf(values))}`;
