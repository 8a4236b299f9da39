// Starting weights, from named streams of the seed and the shape alone: runs that differ only in a
// regularizer start from the same point. Bit-identical on every machine (arithmetic alone).

import { normals, type Stream } from '../experiment/random';

/** Glorot and Bengio 2010: uniform in ±√(6 / (rows + columns)). */
export function glorotUniform(source: Stream, rows: number, columns: number): Float32Array {
  return uniform(source, rows * columns, Math.sqrt(6 / (rows + columns)));
}

/** Uniform in ±limit. */
export function uniform(source: Stream, count: number, limit: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => (2 * source.uniform(i) - 1) * limit);
}

/** `[size, columns]`, an identity beside the other. */
export function identityBlocks(size: number, columns: number): Float32Array {
  return Float32Array.from({ length: size * columns }, (_, i) =>
    Math.floor(i / columns) === (i % columns) % size ? 1 : 0,
  );
}

/**
 * Saxe, McClelland and Ganguli 2013: a random matrix with orthonormal rows, for rows ≤ columns, as
 * Keras's Orthogonal. Gram–Schmidt on normal rows, each projected twice to stay orthogonal in floats.
 */
export function orthogonal(source: Stream, rows: number, columns: number): Float32Array {
  if (rows > columns) throw new RangeError(`orthogonal needs rows ≤ columns, got ${rows} × ${columns}`);
  const values = normals(source, rows * columns);
  for (let row = 0; row < rows; row++) {
    const current = values.subarray(row * columns, (row + 1) * columns);
    for (let pass = 0; pass < 2; pass++) {
      for (let other = 0; other < row; other++) {
        const earlier = values.subarray(other * columns, (other + 1) * columns);
        let product = 0;
        for (let i = 0; i < columns; i++) product += current[i]! * earlier[i]!;
        for (let i = 0; i < columns; i++) current[i]! -= product * earlier[i]!;
      }
    }
    let squares = 0;
    for (let i = 0; i < columns; i++) squares += current[i]! * current[i]!;
    const norm = Math.sqrt(squares);
    for (let i = 0; i < columns; i++) current[i]! /= norm;
  }
  return Float32Array.from(values);
}
