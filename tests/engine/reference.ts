// The network in double precision, one text and one token at a time, written to be read: an answer to
// compare the engine with that shares no line with it. Vectors are rows; gates stand in Keras's order.

import type { Cell } from '../../src/experiment/experiment';

export type Vector = number[];
export type Matrix = Vector[];

export interface RecurrentLayer {
  cell: Cell;
  /** `[inputSize][gates · units]` */
  kernel: Matrix;
  /** `[units][gates · units]` */
  recurrentKernel: Matrix;
  bias: Vector;
}

export interface ReadingOptions {
  reverse?: boolean;
  inputMask?: Vector | undefined;
  recurrentMask?: Vector | undefined;
}

interface State {
  h: Vector;
  c: Vector;
}

const add = (a: Vector, b: Vector) => a.map((value, i) => value + b[i]!);
const multiply = (a: Vector, b: Vector) => a.map((value, i) => value * b[i]!);
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const zeros = (size: number): Vector => new Array<number>(size).fill(0);

/** vector · matrix */
function product(vector: Vector, matrix: Matrix): Vector {
  return matrix[0]!.map((_, column) => vector.reduce((sum, value, row) => sum + value * matrix[row]![column]!, 0));
}

/** Equal parts of a vector. */
function split(vector: Vector, parts: number): Vector[] {
  const size = vector.length / parts;
  return Array.from({ length: parts }, (_, part) => vector.slice(part * size, (part + 1) * size));
}

/** The next state, from x W + b, the state before, and that state as the recurrent product reads it. */
type Step = (fromInput: Vector, before: State, read: Vector, recurrentKernel: Matrix) => State;

const steps: Record<Cell, Step> = {
  SimpleRNN(fromInput, _, read, recurrentKernel) {
    return { h: add(fromInput, product(read, recurrentKernel)).map(Math.tanh), c: [] };
  },

  LSTM(fromInput, before, read, recurrentKernel) {
    const [i, f, candidate, o] = split(add(fromInput, product(read, recurrentKernel)), 4) as [
      Vector,
      Vector,
      Vector,
      Vector,
    ];
    const kept = multiply(f.map(sigmoid), before.c);
    const c = add(kept, multiply(i.map(sigmoid), candidate.map(Math.tanh)));
    return { h: multiply(o.map(sigmoid), c.map(Math.tanh)), c };
  },

  // The reset gate acts before the recurrent product.
  GRU(fromInput, before, read, recurrentKernel) {
    const [inputZ, inputR, inputCandidate] = split(fromInput, 3) as [Vector, Vector, Vector];
    const block = (gate: number) => recurrentKernel.map((row) => split(row, 3)[gate]!);
    const z = add(inputZ, product(read, block(0))).map(sigmoid);
    const r = add(inputR, product(read, block(1))).map(sigmoid);
    const candidate = add(inputCandidate, product(multiply(r, read), block(2))).map(Math.tanh);
    return { h: z.map((update, u) => update * before.h[u]! + (1 - update) * candidate[u]!), c: [] };
  },
};

/** Reads one text: the state after each real token, `[time][units]` with zeros at padding, and the last one. */
export function readText(
  { cell, kernel, recurrentKernel, bias }: RecurrentLayer,
  x: Matrix,
  length: number,
  { reverse = false, inputMask, recurrentMask }: ReadingOptions = {},
): { states: Matrix; last: Vector } {
  const units = recurrentKernel.length;
  const states = x.map(() => zeros(units));
  let state: State = { h: zeros(units), c: zeros(units) };
  for (let step = 0; step < length; step++) {
    const place = reverse ? length - 1 - step : step;
    const input = inputMask ? multiply(x[place]!, inputMask) : x[place]!;
    const read = recurrentMask ? multiply(state.h, recurrentMask) : state.h;
    state = steps[cell](add(product(input, kernel), bias), state, read, recurrentKernel);
    states[place] = state.h;
  }
  return { states, last: state.h };
}

export interface Classifier extends RecurrentLayer {
  embedding: Matrix;
  denseKernel: Matrix;
  denseBias: Vector;
}

/** Dropout of one text. */
export interface TextMasks {
  words?: Vector;
  input?: Vector;
  recurrent?: Vector;
  output?: Vector;
}

/** `[classes]` */
export function textLogits(
  network: Classifier,
  tokenIds: number[],
  length: number,
  { words, input, recurrent, output }: TextMasks = {},
): Vector {
  const x = tokenIds.map((id, t) => network.embedding[id]!.map((value) => value * (words ? words[t]! : 1)));
  const { last } = readText(network, x, length, { inputMask: input, recurrentMask: recurrent });
  return add(product(output ? multiply(last, output) : last, network.denseKernel), network.denseBias);
}

/** −ln softmax(logits)[label] */
export function crossEntropyOf(logits: Vector, label: number): number {
  return Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - logits[label]!), 0));
}

/** The gradient of a loss by central differences, entry by entry of parameters that the loss reads. */
export function finiteDifferences(loss: () => number, parameters: Matrix, step = 1e-5): number[] {
  return parameters.flatMap((row) =>
    row.map((value, i) => {
      row[i] = value + step;
      const above = loss();
      row[i] = value - step;
      const below = loss();
      row[i] = value;
      return (above - below) / (2 * step);
    }),
  );
}
