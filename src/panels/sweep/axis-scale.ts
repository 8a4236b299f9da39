// The axis of a setting that is swept: where its values lie, "off" apart from the others where the scale is a
// logarithm's, and which of them are written.

import type { NumberField } from '../../experiment/field';
import { linearDomain } from '../../ui/domain';

export interface AxisScale {
  /** Off has a place of its own, left of the gap. */
  hasOff: boolean;
  log: boolean;
  /** Ends of the scale, off not among them. */
  low: number;
  high: number;
  ticks: readonly number[];
}

/** Where the scale begins beside an "off", as a share of the axis. */
const afterOff = 0.13;

/** @param values those that were trained, or of a search its ends */
export function scaleOf({ scale, integer }: NumberField, values: readonly number[], mostTicks = 6): AxisScale {
  const log = scale === 'log' && values.every((value) => value >= 0) && values.some((value) => value > 0);
  const hasOff = log && values.includes(0);
  const others = [...new Set(hasOff ? values.filter((value) => value > 0) : values)].sort((a, b) => a - b);
  const low = others[0] ?? 0;
  const high = others.at(-1) ?? 1;
  const decades = log && !integer ? decadesIn(low, high) : [];
  const ticks =
    decades.length > 1 ? thinned(decades, mostTicks) : log || integer ? thinned(others, mostTicks) : evenIn(low, high);
  return { hasOff, log, low, high, ticks: [...(hasOff ? [0] : []), ...ticks] };
}

function decadesIn(low: number, high: number): number[] {
  const decades: number[] = [];
  const slack = 1e-9;
  for (let power = Math.ceil(Math.log10(low) - slack); power <= Math.log10(high) + slack; power++) {
    decades.push(Number((10 ** power).toPrecision(3)));
  }
  return decades;
}

const evenIn = (low: number, high: number) =>
  low === high ? [low] : linearDomain(low, high).ticks.filter((tick) => tick >= low - 1e-9 && tick <= high + 1e-9);

/** Evenly chosen, the first and as nearly as can be the last among them. */
function thinned(values: readonly number[], most: number): number[] {
  const every = Math.ceil(values.length / most);
  return values.filter((_, index) => index % every === 0);
}

/** From 0, the left end of the axis, to 1. */
export function placeOn({ hasOff, log, low, high }: AxisScale, value: number): number {
  if (hasOff && value === 0) return 0;
  const begin = hasOff ? afterOff : 0;
  if (low === high) return hasOff ? (begin + 1) / 2 : 0.5;
  const at = (number: number) => (log ? Math.log(number) : number);
  const share = (at(value) - at(low)) / (at(high) - at(low));
  return begin + Math.min(1, Math.max(0, share)) * (1 - begin);
}

/** Where the scale begins, to be drawn apart from its "off". */
export const beginOf = ({ hasOff }: AxisScale): number => (hasOff ? afterOff : 0);
