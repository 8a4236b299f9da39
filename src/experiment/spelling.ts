// Text ⇄ a setting's value, as typed in a box and as it stands in a link.

import type { Field, NumberField } from './field';

/** Why a text was not taken as it stands. */
export type Rejection = 'notANumber' | 'notAWholeNumber' | 'tooSmall' | 'tooLarge' | 'unknownOption' | 'tooLong';

export interface Parsed<Value = number | string> {
  /** What to use: the text's value, or the nearest allowed one, or the default. */
  value: Value;
  rejection?: Rejection;
}

/** Reads a setting's text, as typed or as found in a link. Never throws; says what it did not take. */
export function parseField(field: Field, text: string): Parsed {
  switch (field.kind) {
    case 'number':
      return parseNumber(field, text);
    case 'choice': {
      const option = field.options.find((candidate) => field.codes[candidate] === text);
      return option === undefined ? { value: field.default, rejection: 'unknownOption' } : { value: option };
    }
    case 'text': {
      const symbols = Array.from(text, wellFormed);
      if (symbols.length <= field.maxLength) return { value: symbols.join('') };
      return { value: symbols.slice(0, field.maxLength).join(''), rejection: 'tooLong' };
    }
    default:
      return field satisfies never;
  }
}

/** Half a surrogate pair becomes U+FFFD: no link and no file can hold it. */
const wellFormed = (symbol: string) => symbol.replace(/\p{Surrogate}/u, '\uFFFD');

function parseNumber(field: NumberField, text: string): Parsed<number> {
  const trimmed = text.trim();
  if (field.off && trimmed.toLowerCase() === 'off') return { value: 0 };
  const value = trimmed === '' ? Number.NaN : Number(trimmed);
  if (Number.isNaN(value)) return { value: field.default, rejection: 'notANumber' };
  if (value < field.min) return { value: field.min, rejection: 'tooSmall' };
  if (value > field.max) return { value: field.max, rejection: 'tooLarge' };
  if (field.integer && !Number.isInteger(value)) return { value: Math.round(value), rejection: 'notAWholeNumber' };
  // -0 would print as 0 and read back as another value.
  return { value: value === 0 ? 0 : value };
}

/** The shortest text that reads back as the same value: `.3`, `1e-3`, `600`. */
export function printField(field: Field, value: number | string): string {
  switch (field.kind) {
    case 'number':
      return printNumber(Number(value));
    case 'choice':
      return field.codes[value as string] ?? String(value);
    case 'text':
      return String(value);
    default:
      return field satisfies never;
  }
}

/**
 * The shortest text that JavaScript reads as this number: `.3`, `600`, `2e4`. Below a hundredth always with a
 * power of ten, because `1.5e-3` is read at a glance and zeros must be counted: `1e-3`.
 */
export function printNumber(value: number): string {
  const decimal = String(value)
    .replace(/^(-?)0\./, '$1.')
    .replace('e+', 'e');
  const exponential = value.toExponential().replace('e+', 'e').replace(/e0$/, '');
  const tiny = value !== 0 && Math.abs(value) < 0.01;
  return tiny || exponential.length < decimal.length ? exponential : decimal;
}
