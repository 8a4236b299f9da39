// The stops of a slider over a number field: where a drag or an arrow key can land.

import type { NumberField } from '../experiment/field';

const decimalSteps = [1, 1.5, 2, 3, 5, 7];
const wholeSteps = [1, 2, 3, 5];

/** All values a slider reaches, ascending, with 0 where the field can be off. Typed numbers may lie between. */
export function sliderStops(field: NumberField): number[] {
  // Either sign: 0 is among the stops by itself.
  if (field.min < 0) return linearStops(field, field.min);
  const start = field.off ? field.smallest : Math.max(field.min, field.smallest);
  const stops = field.scale === 'log' ? logStops(field, start) : linearStops(field, start);
  return field.off ? [0, ...stops] : stops;
}

function linearStops(field: NumberField, start: number): number[] {
  const stops: number[] = [];
  for (let index = 0; ; index++) {
    const value = tidy(start + index * field.smallest);
    if (value >= field.max) break;
    stops.push(value);
  }
  return [...stops, field.max];
}

function logStops(field: NumberField, start: number): number[] {
  const candidates = field.integer && isPowerOfTwo(field.max) ? binary(field.max) : decimal(start, field);
  const inside = candidates.filter((value) => value > start && value < field.max);
  return [...new Set([start, ...inside, field.max])];
}

/** 1, 2, 3, 4, 6, 8, 12, 16, …: the sizes that layers and batches usually have. */
function binary(max: number): number[] {
  const stops: number[] = [];
  for (let value = 1; value <= max; value *= 2) stops.push(value, value * 1.5);
  return stops.filter(Number.isInteger);
}

function decimal(start: number, field: NumberField): number[] {
  const stops: number[] = [];
  const steps = field.integer ? wholeSteps : decimalSteps;
  for (let exponent = Math.floor(Math.log10(start)); 10 ** exponent <= field.max; exponent++) {
    for (const step of steps) stops.push(tidy(step * 10 ** exponent));
  }
  return stops;
}

const isPowerOfTwo = (value: number) => Number.isInteger(Math.log2(value));

/** Undoes binary rounding: 0.15000000000000002 is meant to be 0.15. */
const tidy = (value: number) => Number(value.toPrecision(12));

/** The index of the stop nearest to a value, in the field's scale. Only 0 itself is off. */
export function nearestStop(stops: readonly number[], value: number, scale: NumberField['scale']): number {
  const place = (number: number) => (scale === 'log' ? Math.log(number) : number);
  let best = 0;
  let distance = Number.POSITIVE_INFINITY;
  stops.forEach((stop, index) => {
    if ((stop === 0) !== (value === 0) && scale === 'log') return;
    const candidate = stop === value ? 0 : Math.abs(place(stop) - place(value));
    if (candidate < distance) {
      best = index;
      distance = candidate;
    }
  });
  return best;
}
