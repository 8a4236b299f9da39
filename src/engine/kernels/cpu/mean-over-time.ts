// The mean-over-time op on the cpu.

/** out[i] = (x[i, 0] + x[i, 1] + … + x[i, length − 1]) / length, 0 where the length is 0. */
export function meanOverTimeForward(x: Float32Array, lengths: Int32Array, time: number, width: number): Float32Array {
  const out = new Float32Array(lengths.length * width);
  for (const [i, length] of lengths.entries()) {
    const to = i * width;
    for (let t = 0; t < length; t++) {
      const from = (i * time + t) * width;
      for (let u = 0; u < width; u++) out[to + u] = out[to + u]! + x[from + u]!;
    }
    if (length > 0) for (let u = 0; u < width; u++) out[to + u] = out[to + u]! / length;
  }
  return out;
}

/** dX[i, t] = dy[i] / length at real tokens, 0 at padding. */
export function meanOverTimeBackward(dy: Float32Array, lengths: Int32Array, time: number, width: number): Float32Array {
  const dX = new Float32Array(lengths.length * time * width);
  for (const [i, length] of lengths.entries()) {
    for (let t = 0; t < length; t++) {
      const to = (i * time + t) * width;
      for (let u = 0; u < width; u++) dX[to + u] = dy[i * width + u]! / length;
    }
  }
  return dX;
}
