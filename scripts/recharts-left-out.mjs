// Stands in for what recharts brings along and no axis here has: scales of time and of colours, and the decimals with
// which it finds round ticks (the axes come with theirs, and say niceTicks="none"). 16 kB of the page's script.

// d3-time and d3-time-format
export const timeFormat = undefined;
export const utcFormat = undefined;
export const [timeSecond, timeMinute, timeHour, timeDay, timeWeek, timeMonth, timeYear] = [];
export const [utcSecond, utcMinute, utcHour, utcDay, utcWeek, utcMonth, utcYear] = [];
export const [timeTicks, timeTickInterval, utcTicks, utcTickInterval] = [];

// decimal.js-light
export default class LeftOut {
  constructor() {
    throw new Error('an axis must bring its ticks and say niceTicks="none", and no scale is one of colours');
  }
}

// d3-color, whose names d3-interpolate asks values for
export const [color, rgb, hsl, lab, hcl, cubehelix] = Array(6).fill(LeftOut);
