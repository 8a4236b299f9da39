// What a kernel gets that is written in TypeScript for cpu and wasm alike, and what it gives: arrays of numbers. For what
// is a few numbers a text, or too seldom used to be worth machine code of its own.

export interface PlainArguments {
  attributes: object;
  floats(name: string): Float32Array;
  integers(name: string): Int32Array;
  shape(name: string): number[];
}

/** An output: its shape and its values. */
export type PlainOutput = readonly [shape: readonly number[], values: Float32Array];

export type PlainKernel = (arguments_: PlainArguments) => PlainOutput | readonly PlainOutput[];

/** As a list; one output is itself a pair. */
export const outputsOf = (given: PlainOutput | readonly PlainOutput[]): readonly PlainOutput[] =>
  given[1] instanceof Float32Array ? [given as PlainOutput] : (given as readonly PlainOutput[]);
