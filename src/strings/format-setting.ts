// How the value of a setting is written: short, and never longer than what it says.

import type { NumberField } from '../experiment/field';

/** A setting's value as it stands in a table cell: `0.5`, `1e-2`, `600`. Off is the caller's word. */
export function formatSetting(field: NumberField, value: number): string {
  if (value === 0 || field.scale === 'linear' || field.integer) return String(value);
  return Math.abs(value) >= 0.1 && Math.abs(value) < 1e5 ? String(value) : value.toExponential().replace('e+', 'e');
}
