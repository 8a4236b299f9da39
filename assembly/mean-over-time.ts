// The mean of the vectors at a text's real tokens, and the way back.

import { load4, store4 } from './elementary';
import { integerAt, rowAt } from './sequence';

/** out[i] = (x[i, 0] + x[i, 1] + … + x[i, length − 1]) / length, 0 where the length is 0. */
export function meanOverTimeForward(x: usize, lengths: usize, out: usize, batch: i32, time: i32, width: i32): void {
  for (let i = 0; i < batch; i++) {
    const length = integerAt(lengths, i);
    const first = rowAt(x, i * time, width);
    const to = rowAt(out, i, width);
    const divisor = f32x4.splat(length > 0 ? <f32>length : 1);
    for (let u = 0; u < width; u += 4) {
      const at = <usize>u << 2;
      let sum = f32x4.splat(0);
      for (let t = 0; t < length; t++) sum = f32x4.add(sum, load4(rowAt(first, t, width) + at, width - u));
      store4(to + at, f32x4.div(sum, divisor), width - u);
    }
  }
}

/** dX[i, t] = dy[i] / length at real tokens. dX starts at 0. */
export function meanOverTimeBackward(dy: usize, lengths: usize, dX: usize, batch: i32, time: i32, width: i32): void {
  for (let i = 0; i < batch; i++) {
    const length = integerAt(lengths, i);
    const first = rowAt(dX, i * time, width);
    const from = rowAt(dy, i, width);
    const divisor = f32x4.splat(<f32>length);
    for (let u = 0; u < width; u += 4) {
      const at = <usize>u << 2;
      const part = f32x4.div(load4(from + at, width - u), divisor);
      for (let t = 0; t < length; t++) store4(rowAt(first, t, width) + at, part, width - u);
    }
  }
}
