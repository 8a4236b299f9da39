// Numbers for the engine's tests: reproducible floats, how far results are apart, and their bits.

import { type Tensor, tensor2d } from '@tensorflow/tfjs-core';
import type { DropoutMasks, Pass } from '../../src/engine/model/part';
import { gradients } from '../../src/engine/ops/differentiable';
import type { Tokens } from '../../src/engine/ops/embedding';
import { planSequence } from '../../src/engine/ops/sequence';
import { stream } from '../../src/experiment/random';

/** Uniform in ±scale, rounded to floats, so that the engine and a calculation in doubles start from the same. */
export function uniforms(name: string, count: number, scale = 1): number[] {
  const source = stream(1, 'test', name);
  return Array.from({ length: count }, (_, i) => Math.fround((2 * source.uniform(i) - 1) * scale));
}

export function uniformMatrix(name: string, rows: number, columns: number, scale = 1): number[][] {
  const values = uniforms(name, rows * columns, scale);
  return Array.from({ length: rows }, (_, row) => values.slice(row * columns, (row + 1) * columns));
}

/** Masks of 0 and 2, as dropout of rate 1/2 makes them. */
export function halvedMatrix(name: string, rows: number, columns: number): number[][] {
  return uniformMatrix(name, rows, columns).map((row) => row.map((value) => (value > 0 ? 2 : 0)));
}

export interface Tolerance {
  absolute?: number;
  relative?: number;
}

/** The first entries that are further apart than absolute + relative · |expected|, as sentences. */
export function differences(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  { absolute = 0, relative = 0 }: Tolerance,
): string[] {
  if (actual.length !== expected.length) return [`${actual.length} entries instead of ${expected.length}`];
  return Array.from(expected, (value, i) => ({ i, value, got: actual[i]! }))
    .filter(({ value, got }) => !(Math.abs(got - value) <= absolute + relative * Math.abs(value)))
    .slice(0, 5)
    .map(({ i, value, got }) => `entry ${i} is ${got} instead of ${value}`);
}

/** The exact bits, so that NaN and −0 count too. */
export function bitsOf(values: Tensor | Float32Array): string {
  const floats = values instanceof Float32Array ? values : values.dataSync<'float32'>();
  return Buffer.from(floats.slice().buffer).toString('hex');
}

export function norm(values: Iterable<number>): number {
  let squares = 0;
  for (const value of values) squares += value * value;
  return Math.sqrt(squares);
}

/** Token ids by text, all of one length, as the embedding reads them. */
export function tokensOf(texts: number[][]): Tokens {
  const ids = Int32Array.from(texts.flat());
  return { tensor: tensor2d(ids, [texts.length, texts[0]!.length], 'int32'), ids };
}

/** What a model reads of texts of which so many tokens are real. */
export const passOf = (texts: number[][], lengths: number[], masks: DropoutMasks = {}): Pass => ({
  tokens: tokensOf(texts),
  plan: (direction) => planSequence(lengths, texts[0]!.length, direction === 'backward'),
  masks,
  activities: [],
});

/** The gradient of each input of a function of our ops. */
export const gradientsOf = (run: (...inputs: Tensor[]) => Tensor, inputs: Tensor[], dy?: Tensor): Tensor[] =>
  gradients(() => run(...inputs), inputs, dy).gradients;
