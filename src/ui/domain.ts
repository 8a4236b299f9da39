// The domain of an axis, its ticks, and where a value lies in a plot.

export interface Domain {
  low: number;
  high: number;
  ticks: readonly number[];
  log: boolean;
}

/** Where a chart's plot lies in its box, in pixels. */
export interface Plot {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The smallest loss that a logarithmic axis shows, a sixth of what one text can have in float32; 0 lies on its floor. */
const logFloor = 1e-8;

/** Ends on round numbers, with three to six of them as ticks. */
export function linearDomain(low: number, high: number): Domain {
  const span = high - low || Math.abs(high) || 1;
  const step = roundStep(span / 4);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  const ticks: number[] = [];
  for (let index = first; index <= last; index++) ticks.push(Number((index * step).toPrecision(12)));
  return { low: ticks[0]!, high: ticks.at(-1)!, ticks, log: false };
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= rough * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** More ticks would touch on a small screen. */
const mostDecades = 5;

/** From a power of ten below up to a round number above. */
export function logDomain(low: number, high: number): Domain {
  const from = Math.floor(Math.log10(Math.max(low, logFloor)) + 1e-9);
  // Up to a half decade: a whole one would leave the upper half of the chart empty.
  const top = Math.log10(Math.max(high, logFloor));
  const decade = Math.floor(top);
  const upper = [1, 2, 5, 10].find((factor) => factor * 10 ** decade >= high) ?? 10;
  const until = upper * 10 ** decade;
  const ticks: number[] = [];
  const every = Math.ceil((Math.log10(until) - from) / mostDecades);
  for (let exponent = from; 10 ** exponent <= until * (1 + 1e-9); exponent += every) {
    ticks.push(Number((10 ** exponent).toPrecision(3)));
  }
  const least = 10 ** from;
  return { low: least, high: Math.max(until, least * 10), ticks, log: true };
}

export function yOf(value: number, { low, high, log }: Domain, plot: Plot): number {
  const place = (number: number) => (log ? Math.log(number) : number);
  const inside = Math.min(high, Math.max(low, value));
  const share = (place(inside) - place(low)) / (place(high) - place(low));
  return plot.bottom - share * (plot.bottom - plot.top);
}
