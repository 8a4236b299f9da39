// Typed values of a setting → numbers, or what is wrong with them.

import type { NumberField } from '../../experiment/field';
import { parseField, printNumber, type Rejection } from '../../experiment/spelling';

export type ValuesProblem =
  | { kind: 'rejected'; given: string; rejection: Rejection }
  | { kind: 'repeated'; given: string }
  | { kind: 'tooMany'; count: number; most: number };

export type ReadValues = { values: number[]; problem: null } | { values: null; problem: ValuesProblem };

/**
 * `0, 1e-4, 1e-3`: commas of any script, semicolons or spaces between them; "off" is 0 where a setting can be off.
 * All or nothing, so that nobody trains other values than were typed.
 * @param most how many there may be
 */
export function readValues(field: NumberField, text: string, most: number, offWord: string): ReadValues {
  const parts = text.split(/[\s,，、;；]+/).filter((part) => part !== '');
  if (parts.length === 0) return failed({ kind: 'rejected', given: '', rejection: 'notANumber' });
  const values: number[] = [];
  for (const given of parts) {
    const { value, rejection } = parseField(field, given === offWord ? 'off' : given);
    if (rejection) return failed({ kind: 'rejected', given, rejection });
    if (values.includes(Number(value))) return failed({ kind: 'repeated', given });
    values.push(Number(value));
  }
  if (values.length > most) return failed({ kind: 'tooMany', count: values.length, most });
  return { values, problem: null };
}

const failed = (problem: ValuesProblem): ReadValues => ({ values: null, problem });

/** As they are typed: `0, 1e-4, .5` with the zero before the point. */
export const writeValues = (values: readonly number[]): string =>
  values.map((value) => printNumber(value).replace(/^(-?)\./, '$10.')).join(', ');
