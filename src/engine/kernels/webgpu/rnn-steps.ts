// An rnn's steps in one direction, as code from which rnn-whole.ts and rnn-each.ts make programs.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import { gateCounts, type RnnAttributes } from '../../ops/rnn';
import { elementaryFunctions } from './elementary';
import { planFunctions, rnnSizes } from './rnn-layout';

/** What a thread computes: so many units of so many texts, so that a factor it reads serves several products. */
export interface ThreadTile {
  texts: number;
  units: number;
}

/**
 * One unit of one text of a thread, as names in the code. In steps, `active` is whether the text reaches this step,
 * and `row` its packed row, that of another text of the step where it does not.
 */
export interface Place {
  /** Ends the names of the thread's variables for this place. */
  id: string;
  /** The text in the plan's order. */
  text: string;
  unit: string;
  row: string;
  active: string;
  /** Which of the thread's texts it is. */
  j: number;
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

/** Code to tell them. */
export interface SharedState {
  /** A number of the thread's j-th text. */
  read(name: string, j: number, index: string): string;
  write(name: string, j: number, index: string, value: string): string;
}

/**
 * Its code stands where `step`, `offset`, `count`, `next` and `previous` are the step, its first row and number of
 * texts, the number of texts of the next step, and the first row of the step before.
 */
export interface Steps {
  name: string;
  backward: boolean;
  shared: Record<string, SharedNumbers>;
  /** Units of a thread at most: the fewer products a text's factor serves, the more. */
  unitsPerThread: number;
  /** What a phase shares, the next one may read, and the first phase of the step that comes after. */
  phases(tile: ThreadTile, shared: SharedState): string[];
  /** Variables of a place that last from phase to phase, named without its id; 0 at first. */
  carried: readonly string[];
  /** To be run once for each place of all texts, empty ones too. */
  after(place: Place): string;
  writes: Record<string, TensorInfo>;
  reads: Record<string, TensorInfo>;
  recurrentMask: TensorInfo | undefined;
}

/** Code for each place of a thread. */
export function eachPlace({ texts, units }: ThreadTile, code: (place: Place) => string): string {
  return eachOf(texts, (j) =>
    eachOf(units, (i) =>
      code({ id: `${j}_${i}`, text: `text${j}`, unit: `unit${i}`, row: `row${j}`, active: `active${j}_${i}`, j }),
    ),
  );
}

export const eachOf = (count: number, code: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => code(i)).join('\n');

/** Code that defines what there is of a thread's places in a step. `hasUnitI` must be there already. */
export const definePlaces = (tile: ThreadTile) => `
    ${eachOf(tile.texts, (j) => `let row${j} = offset + min(text${j}, count - 1u);`)}
    ${eachPlace(tile, ({ active, text, unit }) => `let ${active} = ${text} < count && has_${unit};`)}`;

/**
 * Code that adds Σ left · right over `count` terms to each place's `sum`, each factor read once.
 * @param left the k-th factor of the thread's j-th text
 * @param right the k-th factor of a unit
 */
export function sumOver(
  count: number,
  tile: ThreadTile,
  { left, right }: { left: (j: number, k: string) => string; right: (unit: string, k: string) => string },
): string {
  // Four terms at a time, in their order.
  const terms = (places: string[]) => `
    ${eachOf(tile.units, (i) => places.map((k, n) => `let right${i}_${n} = ${right(`unit${i}`, k)};`).join('\n'))}
    ${eachOf(
      tile.texts,
      (j) => `{
      ${places.map((k, n) => `let left${n} = ${left(j, k)};`).join('\n')}
      ${eachOf(tile.units, (i) => {
        const products = places.map((_, n) => ` + left${n} * right${i}_${n}`);
        return `sum${j}_${i} = sum${j}_${i}${products.join('')};`;
      })}
    }`,
    )}`;
  const whole = count - (count % 4);
  return `
  for (var k = 0u; k < ${whole}u; k += 4u) {${terms(['k', 'k + 1u', 'k + 2u', 'k + 3u'])}
  }
  ${Array.from({ length: count - whole }, (_, n) => `{${terms([`${whole + n}u`])}\n}`).join('\n')}`;
}

/** What is built into a program, for its name. */
export const keyOf = ({ cell, units }: RnnAttributes, { texts, units: unitsPerThread }: ThreadTile) =>
  `${cell} ${units} ${texts}×${unitsPerThread}`;

/** The names that all of these programs know. */
export const stepFunctions = ({ cell, units }: RnnAttributes) => `${elementaryFunctions}${planFunctions}
const UNITS = ${units}u;
const WIDTH = ${gateCounts[cell] * units}u;
/** value · recurrent mask */
fn masked(value: f32, text: u32, unit: u32) -> f32 {
  if (given.masked == 0u) { return value; }
  return value * recurrentMask[orderAt(text) * UNITS + unit];
}
/** The number of texts that reach the next step. */
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
