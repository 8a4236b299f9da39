// What goes over a text's tokens: the largest of each column, sums by weight, attention's scores, penalties on outputs.
// Each line and each order of summation is that of src/engine/kernels/cpu/over-time.ts and attention.ts.

import { constantsInMemory, copyRow, load4, one, store4, tanh4, unlessVanished } from './elementary';
import { integerAt, rowAt } from './sequence';

/** Rows of `left` and `right` side by side. */
export function sideBySide(left: usize, right: usize, out: usize, rows: i32, leftWidth: i32, rightWidth: i32): void {
  const width = leftWidth + rightWidth;
  for (let row = 0; row < rows; row++) {
    copyRow(rowAt(left, row, leftWidth), rowAt(out, row, width), leftWidth);
    copyRow(rowAt(right, row, rightWidth), rowAt(out, row, width) + (<usize>leftWidth << 2), rightWidth);
  }
}

/** The other way round. */
export function partSides(both: usize, left: usize, right: usize, rows: i32, leftWidth: i32, rightWidth: i32): void {
  const width = leftWidth + rightWidth;
  for (let row = 0; row < rows; row++) {
    copyRow(rowAt(both, row, width), rowAt(left, row, leftWidth), leftWidth);
    copyRow(rowAt(both, row, width) + (<usize>leftWidth << 2), rowAt(right, row, rightWidth), rightWidth);
  }
}

/** The largest of each column over real tokens, and where it stands first: 0 and −1 where there is no token. */
export function maxOverTimeForward(
  x: usize, lengths: usize, value: usize, places: usize, batch: i32, time: i32, width: i32,
): void {
  for (let i = 0; i < batch; i++) {
    const length = integerAt(lengths, i);
    const first = rowAt(x, i * time, width);
    for (let u = 0; u < width; u += 4) {
      const at = <usize>u << 2;
      const left = width - u;
      let largest = length > 0 ? load4(first + at, left) : f32x4.splat(0);
      let place = f32x4.splat(length > 0 ? 0 : -1);
      for (let t = 1; t < length; t++) {
        const candidate = load4(rowAt(first, t, width) + at, left);
        const isLarger = f32x4.gt(candidate, largest);
        largest = v128.bitselect(candidate, largest, isLarger);
        place = v128.bitselect(f32x4.splat(<f32>t), place, isLarger);
      }
      store4(rowAt(value, i, width) + at, largest, left);
      store4(rowAt(places, i, width) + at, place, left);
    }
  }
}

/** dX starts at 0. */
export function maxOverTimeBackward(dy: usize, places: usize, dX: usize, batch: i32, time: i32, width: i32): void {
  for (let i = 0; i < batch; i++) {
    for (let u = 0; u < width; u++) {
      const at = <usize>(i * width + u) << 2;
      const place = <i32>load<f32>(places + at);
      if (place >= 0) store<f32>(rowAt(dX, i * time + place, width) + (<usize>u << 2), load<f32>(dy + at));
    }
  }
}

/** out_i = Σ_t weights_t x_t over real tokens. */
export function weightedSumForward(
  weights: usize, x: usize, lengths: usize, out: usize, batch: i32, time: i32, width: i32,
): void {
  for (let i = 0; i < batch; i++) {
    const length = integerAt(lengths, i);
    for (let u = 0; u < width; u += 4) {
      const at = <usize>u << 2;
      const left = width - u;
      let sum = f32x4.splat(0);
      for (let place = i * time; place < i * time + length; place++) {
        const weight = v128.load32_splat(weights + (<usize>place << 2));
        sum = f32x4.add(sum, f32x4.mul(weight, load4(rowAt(x, place, width) + at, left)));
      }
      store4(rowAt(out, i, width) + at, sum, left);
    }
  }
}

/** dWeights and dX start at 0. */
export function weightedSumBackward(
  dy: usize, weights: usize, x: usize, lengths: usize, dWeights: usize, dX: usize, batch: i32, time: i32, width: i32,
): void {
  const k = constantsInMemory();
  for (let i = 0; i < batch; i++) {
    const length = integerAt(lengths, i);
    const gradient = rowAt(dy, i, width);
    for (let place = i * time; place < i * time + length; place++) {
      const from = rowAt(x, place, width);
      const to = rowAt(dX, place, width);
      const weight = v128.load32_splat(weights + (<usize>place << 2));
      let sum: f32 = 0;
      for (let u = 0; u < width; u++) {
        sum += load<f32>(gradient + (<usize>u << 2)) * load<f32>(from + (<usize>u << 2));
      }
      store<f32>(dWeights + (<usize>place << 2), sum);
      for (let u = 0; u < width; u += 4) {
        const at = <usize>u << 2;
        store4(to + at, unlessVanished(f32x4.mul(weight, load4(gradient + at, width - u)), k), width - u);
      }
    }
  }
}

/** hidden = tanh z, scores_t = Σ_a hidden · score. Both start at 0. */
export function attentionScoresForward(
  z: usize, score: usize, lengths: usize, hidden: usize, scores: usize, batch: i32, time: i32, units: i32,
): void {
  const k = constantsInMemory();
  for (let i = 0; i < batch; i++) {
    const length = integerAt(lengths, i);
    for (let place = i * time; place < i * time + length; place++) {
      const from = rowAt(z, place, units);
      const to = rowAt(hidden, place, units);
      for (let a = 0; a < units; a += 4) {
        const at = <usize>a << 2;
        store4(to + at, tanh4(load4(from + at, units - a), k), units - a);
      }
      let sum: f32 = 0;
      for (let a = 0; a < units; a++) sum += load<f32>(to + (<usize>a << 2)) * load<f32>(score + (<usize>a << 2));
      store<f32>(scores + (<usize>place << 2), sum);
    }
  }
}

/** dZ and dScore start at 0. */
export function attentionScoresBackward(
  dy: usize, hidden: usize, score: usize, lengths: usize, dZ: usize, dScore: usize, batch: i32, time: i32, units: i32,
): void {
  const k = constantsInMemory();
  for (let i = 0; i < batch; i++) {
    const length = integerAt(lengths, i);
    for (let place = i * time; place < i * time + length; place++) {
      const gradient = v128.load32_splat(dy + (<usize>place << 2));
      const from = rowAt(hidden, place, units);
      const to = rowAt(dZ, place, units);
      for (let a = 0; a < units; a += 4) {
        const at = <usize>a << 2;
        const left = units - a;
        const value = load4(from + at, left);
        store4(dScore + at, f32x4.add(load4(dScore + at, left), f32x4.mul(gradient, value)), left);
        const slope = f32x4.sub(one(k), f32x4.mul(value, value));
        store4(to + at, unlessVanished(f32x4.mul(f32x4.mul(gradient, load4(score + at, left)), slope), k), left);
      }
    }
  }
}

/** Σ of the squares over real tokens, of the numbers themselves or of their change from token to token. */
export function sumOfSquares(x: usize, lengths: usize, batch: i32, time: i32, width: i32, temporal: i32): f64 {
  let sum: f64 = 0;
  const row = <usize>width << 2;
  for (let i = 0; i < batch; i++) {
    const end = rowAt(x, i * time + integerAt(lengths, i), width);
    for (let at = rowAt(x, i * time + temporal, width); at < end; at += 4) {
      const value = <f64>(temporal != 0 ? load<f32>(at) - load<f32>(at - row) : load<f32>(at));
      sum += value * value;
    }
  }
  return sum;
}

/** scale · (h, or what its change came by less what it goes on by). dX starts at 0. */
export function activityBackward(
  x: usize, lengths: usize, dX: usize, batch: i32, time: i32, width: i32, temporal: i32, scale: f32,
): void {
  const k = constantsInMemory();
  const row = <usize>width << 2;
  for (let i = 0; i < batch; i++) {
    const length = integerAt(lengths, i);
    for (let t = 0; t < length; t++) {
      for (let u = 0; u < width; u += 4) {
        const left = width - u;
        const from = rowAt(x, i * time + t, width) + (<usize>u << 2);
        let value = load4(from, left);
        if (temporal != 0) {
          const came = t > 0 ? f32x4.sub(value, load4(from - row, left)) : f32x4.splat(0);
          const goes = t + 1 < length ? f32x4.sub(load4(from + row, left), value) : f32x4.splat(0);
          value = f32x4.sub(came, goes);
        }
        const to = rowAt(dX, i * time + t, width) + (<usize>u << 2);
        store4(to, unlessVanished(f32x4.mul(f32x4.splat(scale), value), k), left);
      }
    }
  }
}
