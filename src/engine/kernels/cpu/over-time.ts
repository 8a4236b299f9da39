// The ops that go over a text's tokens, on the cpu: largest and last of each column, and penalties on outputs.

import type { ActivityAttributes } from '../../ops/activity';
import type { LastOverTimeAttributes } from '../../ops/last-over-time';
import { unlessVanished } from './vanishing';

const f = Math.fround;

/** The largest of each column over real tokens, and where it stands first: 0 and −1 where there is no token. */
export function maxOverTimeForward(
  x: Float32Array,
  lengths: Int32Array,
  time: number,
  width: number,
): { value: Float32Array; places: Float32Array } {
  const value = new Float32Array(lengths.length * width);
  const places = new Float32Array(lengths.length * width).fill(-1);
  for (const [i, length] of lengths.entries()) {
    for (let t = 0; t < length; t++) {
      for (let u = 0; u < width; u++) {
        const candidate = x[(i * time + t) * width + u]!;
        const to = i * width + u;
        if (t > 0 && !(candidate > value[to]!)) continue;
        value[to] = candidate;
        places[to] = t;
      }
    }
  }
  return { value, places };
}

export function maxOverTimeBackward(dy: Float32Array, places: Float32Array, time: number, width: number): Float32Array {
  const dX = new Float32Array(dy.length * time);
  for (const [at, place] of places.entries()) {
    if (place < 0) continue;
    const text = Math.floor(at / width);
    dX[(text * time + place) * width + (at % width)] = dy[at]!;
  }
  return dX;
}

/** Calls back with each number of the last states and where it stands among all. Serves wasm too. */
function eachLast(
  lengths: Int32Array,
  { time, forwardWidth }: LastOverTimeAttributes,
  width: number,
  visit: (last: number, place: number) => void,
): void {
  for (const [i, length] of lengths.entries()) {
    if (length === 0) continue;
    for (let u = 0; u < width; u++) {
      visit(i * width + u, (i * time + (u < forwardWidth ? length - 1 : 0)) * width + u);
    }
  }
}

export function lastOverTimeForward(
  x: Float32Array,
  lengths: Int32Array,
  attributes: LastOverTimeAttributes,
  width: number,
): Float32Array {
  const out = new Float32Array(lengths.length * width);
  eachLast(lengths, attributes, width, (last, place) => {
    out[last] = x[place]!;
  });
  return out;
}

export function lastOverTimeBackward(
  dy: Float32Array,
  lengths: Int32Array,
  attributes: LastOverTimeAttributes,
  width: number,
): Float32Array {
  const dX = new Float32Array(lengths.length * attributes.time * width);
  eachLast(lengths, attributes, width, (last, place) => {
    dX[place] = dy[last]!;
  });
  return dX;
}

/** Σ of the squares, in double precision. */
export function sumOfSquares(
  x: Float32Array,
  lengths: Int32Array,
  { time, width, temporal }: { time: number; width: number; temporal: boolean },
): number {
  let sum = 0;
  for (const [i, length] of lengths.entries()) {
    for (let at = (i * time + Number(temporal)) * width; at < (i * time + length) * width; at++) {
      const value = temporal ? f(x[at]! - x[at - width]!) : x[at]!;
      sum += value * value;
    }
  }
  return sum;
}

/** 2 · factor · dy · (h, or what its change came by less what it goes on by). */
export function activityBackward(
  { dy, x, lengths }: { dy: Float32Array; x: Float32Array; lengths: Int32Array },
  { temporal, factor }: ActivityAttributes,
  time: number,
  width: number,
): Float32Array {
  const dX = new Float32Array(x.length);
  const scale = f(2 * factor * dy[0]!);
  for (const [i, length] of lengths.entries()) {
    for (let t = 0; t < length; t++) {
      for (let u = 0; u < width; u++) {
        const at = (i * time + t) * width + u;
        let value = x[at]!;
        if (temporal) {
          const came = t > 0 ? f(x[at]! - x[at - width]!) : 0;
          const goes = t + 1 < length ? f(x[at + width]! - x[at]!) : 0;
          value = f(came - goes);
        }
        dX[at] = unlessVanished(f(scale * value));
      }
    }
  }
  return dX;
}

/** Rows of `left` and `right` side by side. */
export function sideBySide(
  left: Float32Array,
  right: Float32Array,
  leftWidth: number,
  rightWidth: number,
): Float32Array {
  const out = new Float32Array(left.length + right.length);
  const width = leftWidth + rightWidth;
  for (let row = 0; row * width < out.length; row++) {
    out.set(left.subarray(row * leftWidth, (row + 1) * leftWidth), row * width);
    out.set(right.subarray(row * rightWidth, (row + 1) * rightWidth), row * width + leftWidth);
  }
  return out;
}

/** The columns of each row from `from` to `to`. */
export function columnsOf(values: Float32Array, width: number, from: number, to: number): Float32Array {
  const rows = values.length / width;
  const out = new Float32Array(rows * (to - from));
  for (let row = 0; row < rows; row++)
    out.set(values.subarray(row * width + from, row * width + to), row * (to - from));
  return out;
}
