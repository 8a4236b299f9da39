// An rnn's steps in one direction, as code from which rnn-whole.ts and rnn-each.ts make programs.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import { gateCounts } from '../../../experiment/model-spec';
import type { RnnAttributes } from '../../ops/rnn';
import { elementaryFunctions } from './elementary';
import { planFunctions, rnnSizes } from './rnn-layout';

/** What a thread computes: so many units of so many texts, so that a factor it reads serves several products. */
export interface ThreadTile {
  texts: number;
  units: number;
}

/** Numbers that the threads of a text tell each other. */
export interface SharedNumbers {
  /** For each text. */
  floats: number;
  /** Where a packed row's are in the saved tensor besides: the name of its part in rnnLayout. */
  part: string;
  /** Written for the next step while this step's are still being read. */
  ahead?: boolean;
}

/** Which of a thread's texts, and its packed row, as code. */
export interface TextCode {
  j: string;
  row: string;
}

/** Code to tell them. */
export interface SharedState {
  read(name: string, text: TextCode, index: string): string;
  /** For the place that eachPlace is at. */
  write(name: string, index: string, value: string): string;
}

/**
 * Its code stands where `step`, `offset`, `count` and `next` are the step, its first row and number of texts, and the
 * number of texts of the next step; `firstText` and `firstUnit` are the thread's first, its units `unitStride` apart.
 * On the way back, `previous` is the first row of the step before.
 */
export interface Steps {
  name: string;
  backward: boolean;
  shared: Record<string, SharedNumbers>;
  /** Units of a thread at most: the fewer products a text's factor serves, the more. */
  unitsPerThread: number;
  /** What a phase shares, the next one may read, and the first phase of the step that comes after. */
  phases(tile: ThreadTile, shared: SharedState): string[];
  /** Numbers of each place that last from phase to phase: arrays over the thread's places, 0 at first. */
  carried: readonly string[];
  /** To be run once for each place of all texts, empty ones too. */
  after: string;
  writes: Record<string, TensorInfo>;
  reads: Record<string, TensorInfo>;
  recurrentMask: TensorInfo | undefined;
}

const eachOf = (count: number, code: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => code(i)).join('\n');

/** The text that eachPlace is at. */
export const placeText: TextCode = { j: 'j', row: 'row' };

export const placesOf = ({ texts, units }: ThreadTile) => texts * units;

/**
 * Code for each place of a thread: one unit of one text. It finds `place`, its number; `text`, in the plan's order;
 * `unit`; `isActive`, whether the text reaches this step; and `row`, the text's packed row in it, or that of another.
 */
export const eachPlace = ({ texts, units }: ThreadTile, code: string) => `
  for (var j = 0u; j < ${texts}u; j++) {
    let text = firstText + j;
    let row = offset + min(text, count - 1u);
    for (var i = 0u; i < ${units}u; i++) {
      let place = j * ${units}u + i;
      let unit = min(firstUnit + i * unitStride, UNITS - 1u);
      let isActive = text < count && firstUnit + i * unitStride < UNITS;
      ${code}
    }
  }`;

export interface Sums {
  /** Of a sum, in WGSL. */
  type: string;
  terms: number;
  /** What a place's sum begins with. */
  first: (place: { row: string; unit: string; place: number }) => string;
  /** The k-th factor of a text. */
  left: (text: TextCode, k: string) => string;
  /** The k-th factor of a unit. */
  right: (unit: string, k: string) => string;
}

/** Code for `sums`, an array over the places of first + Σ left · right; before the first step there are no terms. */
export function sumOver(tile: ThreadTile, { type, terms, first, left, right }: Sums): string {
  const eachSum = (code: (sum: string, j: number, i: number) => string) =>
    eachOf(tile.texts, (j) => eachOf(tile.units, (i) => code(`sum${j}_${i}`, j, i)));
  const placeOf = (j: number, i: number) => j * tile.units + i;
  const add = (ks: string[]) => `
    ${eachOf(tile.units, (i) => ks.map((k, n) => `let right${i}_${n} = ${right(`unit${i}`, k)};`).join('\n'))}
    ${eachOf(tile.texts, (j) => ks.map((k, n) => `let left${j}_${n} = ${left({ j: `${j}u`, row: `row${j}` }, k)};`).join('\n'))}
    ${eachSum((sum, j, i) => `${sum} = ${sum}${ks.map((_, n) => ` + left${j}_${n} * right${i}_${n}`).join('')};`)}`;
  // Four terms at a time, in their order.
  const fours = terms - (terms % 4);
  return `
  ${eachOf(tile.texts, (j) => `let row${j} = offset + min(firstText + ${j}u, count - 1u);`)}
  ${eachOf(tile.units, (i) => `let unit${i} = min(firstUnit + ${i}u * unitStride, UNITS - 1u);`)}
  ${eachSum((sum, j, i) => `var ${sum} = ${first({ row: `row${j}`, unit: `unit${i}`, place: placeOf(j, i) })};`)}
  if (step > 0u) {
    for (var k = 0u; k < ${fours}u; k += 4u) {${add(['k', 'k + 1u', 'k + 2u', 'k + 3u'])}
    }
    ${eachOf(terms - fours, (n) => `{${add([`${fours + n}u`])}\n}`)}
  }
  var sums: array<${type}, ${placesOf(tile)}>;
  ${eachSum((sum, j, i) => `sums[${placeOf(j, i)}] = ${sum};`)}`;
}

/** What is built into a program, for its name. */
export const keyOf = ({ cell, units }: RnnAttributes, { texts, units: unitsPerThread }: ThreadTile) =>
  `${cell} ${units} ${texts}×${unitsPerThread}`;

/** The names that all of these programs know. */
export const stepFunctions = ({ cell, units }: RnnAttributes) => `${elementaryFunctions}${planFunctions}
const UNITS = ${units}u;
const WIDTH = ${gateCounts[cell] * units}u;
// value · recurrent mask
fn masked(value: f32, text: u32, unit: u32) -> f32 {
  if (given.masked == 0u) { return value; }
  return value * recurrentMask[orderAt(text) * UNITS + unit];
}
// The number of texts that reach the next step.
fn countAfter(step: u32) -> u32 {
  if (step + 1u >= given.steps) { return 0u; }
  return countAt(step + 1u);
}
`;

/** The tensors and sizes that all of these programs are given. Without a mask, some floats take its place. */
export function stepArguments(rnn: RnnAttributes, { reads, recurrentMask }: Steps) {
  const anyFloats = Object.values(reads).find(({ dtype }) => dtype === 'float32');
  return {
    reads: { ...reads, recurrentMask: recurrentMask ?? anyFloats },
    sizes: { ...rnnSizes(rnn), masked: Number(recurrentMask !== undefined), sequences: Number(rnn.returnSequences) },
  };
}
