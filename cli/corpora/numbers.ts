// How the mean and the spread of a few numbers are printed.

import { mean, standardDeviation } from '../../src/runs/statistics';

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
export const digits = (value: number): string => value.toFixed(3);
export const meanAndSpread = (values: readonly number[]): string =>
  `${digits(mean(values))} ± ${digits(standardDeviation(values))}`;
