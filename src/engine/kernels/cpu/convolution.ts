// The convolution op on the cpu, and relu and max-pooling by 2, which serve wasm too. Texts stand one after the other
// with their margins of zeros, so that a window is so many neighbouring floats, and all windows are the rows of one
// matrix that overlap.

import { type ConvolutionAttributes, windowsOf } from '../../ops/convolution';
import { addColumnSums, addProduct, fillRows, matrix, transposed } from './matrix';

interface Place {
  text: number;
  /** The first of its rows, and of its windows. */
  row: number;
  length: number;
  windows: number;
}

/** Where each text stands that has tokens. */
function placesOf(lengths: Int32Array, attributes: ConvolutionAttributes): Place[] {
  const { width, left, right } = attributes;
  let row = 0;
  const places: Place[] = [];
  for (const [text, length] of lengths.entries()) {
    if (length === 0) continue;
    places.push({ text, row, length, windows: windowsOf(length, width, attributes) });
    row += length + left + right;
  }
  return places;
}

/** Rows of windows: those between two texts are of no use, and cost less than to leave them out. */
const windowRows = ({ rows, width }: ConvolutionAttributes) => Math.max(0, rows - width + 1);

export function convolutionForward(
  inputs: { x: Float32Array; kernel: Float32Array; bias: Float32Array; lengths: Int32Array },
  attributes: ConvolutionAttributes,
): { value: Float32Array; packed: Float32Array } {
  const { x, kernel, bias, lengths } = inputs;
  const { width, left, time, outTime, rows } = attributes;
  const filters = bias.length;
  const size = kernel.length / filters / width;
  const places = placesOf(lengths, attributes);
  const packed = new Float32Array(rows * size);
  for (const { text, row, length } of places) {
    packed.set(x.subarray(text * time * size, (text * time + length) * size), (row + left) * size);
  }
  const sums = new Float32Array(windowRows(attributes) * filters);
  fillRows(bias, sums);
  addProduct(
    matrix(packed, size),
    matrix(kernel, filters),
    matrix(sums, filters),
    windowRows(attributes),
    filters,
    width * size,
  );
  const value = new Float32Array(lengths.length * outTime * filters);
  for (const { text, row, windows } of places) {
    value.set(sums.subarray(row * filters, (row + windows) * filters), text * outTime * filters);
  }
  return { value, packed };
}

export function convolutionBackward(
  inputs: { dy: Float32Array; packed: Float32Array; kernel: Float32Array; lengths: Int32Array },
  attributes: ConvolutionAttributes,
  filters: number,
): { dX: Float32Array; dKernel: Float32Array; dBias: Float32Array } {
  const { dy, packed, kernel, lengths } = inputs;
  const { width, left, time, outTime, rows } = attributes;
  const size = kernel.length / filters / width;
  const places = placesOf(lengths, attributes);
  const count = windowRows(attributes);
  const dSums = new Float32Array(count * filters);
  for (const { text, row, windows } of places) {
    const from = text * outTime * filters;
    dSums.set(dy.subarray(from, from + windows * filters), row * filters);
  }
  const dKernel = new Float32Array(kernel.length);
  addProduct(
    transposed(matrix(packed, size)),
    matrix(dSums, filters),
    matrix(dKernel, filters),
    width * size,
    filters,
    count,
  );
  const dBias = new Float32Array(filters);
  addColumnSums(dSums, count, filters, dBias);
  const dPacked = new Float32Array(rows * size);
  for (let k = 0; k < width; k++) {
    const backwards = transposed(matrix(kernel, filters, k * size * filters));
    addProduct(matrix(dSums, filters), backwards, matrix(dPacked, size, k * size), count, size, filters);
  }
  const dX = new Float32Array(lengths.length * time * size);
  for (const { text, row, length } of places) {
    dX.set(dPacked.subarray((row + left) * size, (row + left + length) * size), text * time * size);
  }
  return { dX, dKernel, dBias };
}

export const reluForward = (x: Float32Array): Float32Array => x.map((value) => (value < 0 ? 0 : value));

/** Where the value is 0 there is no gradient; what is no number makes none. */
export const reluBackward = (dy: Float32Array, value: Float32Array): Float32Array =>
  dy.map((gradient, i) => (value[i] === 0 ? 0 : gradient));

/** Calls back with each number of the pairs, its first and its second place; the second is −1 where it is alone. */
function eachPair(
  lengths: Int32Array,
  time: number,
  width: number,
  visit: (to: number, first: number, second: number) => void,
): void {
  const pairs = Math.ceil(time / 2);
  for (const [text, length] of lengths.entries()) {
    for (let t = 0; t < length; t += 2) {
      for (let u = 0; u < width; u++) {
        const first = (text * time + t) * width + u;
        visit((text * pairs + t / 2) * width + u, first, t + 1 < length ? first + width : -1);
      }
    }
  }
}

export function maxPairsForward(x: Float32Array, lengths: Int32Array, time: number, width: number): Float32Array {
  const value = new Float32Array(lengths.length * Math.ceil(time / 2) * width);
  eachPair(lengths, time, width, (to, first, second) => {
    value[to] = second >= 0 && x[second]! > x[first]! ? x[second]! : x[first]!;
  });
  return value;
}

export function maxPairsBackward(
  { dy, x, lengths }: { dy: Float32Array; x: Float32Array; lengths: Int32Array },
  time: number,
  width: number,
): Float32Array {
  const dX = new Float32Array(x.length);
  eachPair(lengths, time, width, (to, first, second) => {
    dX[second >= 0 && x[second]! > x[first]! ? second : first] = dy[to]!;
  });
  return dX;
}
