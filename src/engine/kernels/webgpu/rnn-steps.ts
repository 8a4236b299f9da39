// Runs an rnn's steps in one of two ways: all in one program, whose workgroups take a few texts each through the
// whole sequence with the state in workgroup memory; or, where that does not fit, with a program for each phase of
// each step and the state in the saved tensor.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { gateCounts, type RnnAttributes } from '../../ops/rnn';
import { splitIndices } from '../../ops/sequence';
import { elementaryFunctions } from './elementary';
import { allocate, runProgram } from './program';
import { cutSequence, eachText, planFunctions, rnnSizes, type SequenceCut, type WorkgroupLimits } from './rnn-layout';

/** Numbers that the threads of a text, one a unit, tell each other. */
export interface SharedNumbers {
  /** For each text. */
  floats: number;
  /** Where a packed row's are in the saved tensor besides: the name of its part in rnnLayout. */
  part: string;
  /** Written for the next step while this step's are still being read. */
  ahead?: boolean;
}

/** Code to tell them, for the text'th text of the thread. */
export interface SharedState {
  read(name: string, text: number, index: string): string;
  write(name: string, text: number, index: string, value: string): string;
}

/**
 * One direction through the steps. Its code stands where `u` is the thread's unit and, for each text j of the
 * thread, `textJ` is the text in the plan's order, `activeJ` whether it reaches this step, and `rowJ` its packed
 * row, some row of the step where it does not. `step`, `offset`, `count`, `next` and `previous` are the step, its
 * first row and number of texts, the number of texts of the next step, and the first row of the step before.
 */
export interface Steps {
  name: string;
  backward: boolean;
  shared: Record<string, SharedNumbers>;
  /** What a phase shares, the next one may read, and the first phase of the step that comes after. */
  phases(texts: number, shared: SharedState): string[];
  /** Variables of a thread that last from phase to phase, named without the text's number; 0 at first. */
  carried: readonly string[];
  /** To be run once for each text, empty ones too. */
  after(text: number): string;
  writes: Record<string, TensorInfo>;
  /** The recurrent mask among them, or any tensor in its place. */
  reads: Record<string, TensorInfo>;
  /** Whether there is a recurrent mask. */
  masked: boolean;
}

export function runSteps(
  backend: WebGPUBackend,
  rnn: RnnAttributes,
  steps: Steps,
  limits: WorkgroupLimits = backend.device.limits,
): void {
  const cut = cutSequence(rnn.units, sharedLayout(steps).floats, limits);
  if (cut) runWhole(backend, rnn, steps, cut);
  else runEach(backend, rnn, steps);
}

/** Where each kind of shared numbers begins among those of a text, and how many they are in all. */
function sharedLayout({ shared }: Steps): { starts: Record<string, number>; floats: number } {
  const starts: Record<string, number> = {};
  let floats = 0;
  for (const [name, numbers] of Object.entries(shared)) {
    starts[name] = floats;
    floats += numbers.floats * (numbers.ahead ? 2 : 1);
  }
  return { starts, floats };
}

/** What is built into the programs. */
const keyOf = ({ cell, units, returnSequences }: RnnAttributes) =>
  `${cell} ${units} ${returnSequences ? 'states' : 'state'}`;

const prelude = (rnn: RnnAttributes) => `${elementaryFunctions}
const UNITS = ${rnn.units}u;
const WIDTH = ${gateCounts[rnn.cell] * rnn.units}u;${planFunctions}
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

const texts = (count: number) =>
  eachText(
    count,
    (j) => `
    let active${j} = text${j} < count;
    let row${j} = offset + min(text${j}, count - 1u);`,
  );

function runWhole(backend: WebGPUBackend, rnn: RnnAttributes, steps: Steps, cut: SequenceCut): void {
  const { textsPerThread, threadRows } = cut;
  const textsPerGroup = textsPerThread * threadRows;
  const { starts, floats } = sharedLayout(steps);
  const entry = (name: string, text: number, index: string, odd: string) => {
    const numbers = steps.shared[name]!;
    const half = numbers.ahead ? ` + ${odd} * ${numbers.floats}u` : '';
    return `told[(localId.y * ${textsPerThread}u + ${text}u) * ${floats}u + ${starts[name]}u${half} + ${index}]`;
  };
  const shared: SharedState = {
    read: (name, text, index) => entry(name, text, index, '(step % 2u)'),
    write: (name, text, index, value) => `${entry(name, text, index, '(1u - step % 2u)')} = ${value};`,
  };
  const body = (phases: string[]) => `
    ${texts(textsPerThread)}
    ${phases.map((phase) => `{${phase}\n}\nworkgroupBarrier();`).join('\n')}`;

  const loop = (phases: string[]) =>
    steps.backward
      ? `
  var length = 0u;
  var offset = 0u;
  for (; length < given.steps; length++) {
    let count = countAt(length);
    if (count <= firstText) { break; }
    offset += count;
  }
  for (var back = 1u; back <= length; back++) {
    let step = length - back;
    let count = countAt(step);
    let next = countAfter(step);
    offset -= count;
    var previous = 0u;
    if (step > 0u) { previous = offset - countAt(step - 1u); }
    ${body(phases)}
  }`
      : `
  var offset = 0u;
  var previous = 0u;
  for (var step = 0u; step < given.steps; step++) {
    let count = countAt(step);
    if (count <= firstText) { break; }
    let next = countAfter(step);
    ${body(phases)}
    previous = offset;
    offset += count;
  }`;

  runProgram(backend, {
    name: `${steps.name} ${keyOf(rnn)}, ${textsPerThread} texts`,
    workgroupSize: [rnn.units, threadRows],
    code: () => `${prelude(rnn)}
var<workgroup> told: array<f32, ${textsPerGroup * floats}>;
var<workgroup> group: u32;
fn main() {
  let u = localId.x;
  // Barriers want to be told that all threads come to them.
  if (localIndex == 0u) { group = workgroupIndex(); }
  let firstText = workgroupUniformLoad(&group) * ${textsPerGroup}u;
  ${eachText(textsPerThread, (j) => `let text${j} = firstText + localId.y * ${textsPerThread}u + ${j}u;`)}
  ${eachText(textsPerThread, (j) => steps.carried.map((name) => `var ${name}${j} = 0.0;`).join(' '))}
  ${loop(steps.phases(textsPerThread, shared))}
  ${eachText(textsPerThread, (j) => `if (text${j} < given.batch) {${steps.after(j)}\n}`)}
}`,
    writes: steps.writes,
    reads: steps.reads,
    sizes: { ...rnnSizes(rnn), masked: Number(steps.masked) },
    workgroups: Math.ceil(rnn.batch / textsPerGroup),
  });
}

/** Texts of a thread that shares nothing: so many products for each weight it reads. */
const textsOfThread = 4;

function runEach(backend: WebGPUBackend, rnn: RnnAttributes, steps: Steps): void {
  const { units, batch } = rnn;
  // What is shared is in the saved tensor, too.
  const phases = steps.phases(textsOfThread, {
    read: (name, text, index) => {
      const { part, floats } = steps.shared[name]!;
      return `saved[given.${part} + row${text} * ${floats}u + ${index}]`;
    },
    write: () => '',
  });
  const carry = allocate(backend, [steps.carried.length * batch * units]);
  const eachCarried = (code: (variable: string, place: string) => string) =>
    eachText(textsOfThread, (j) =>
      steps.carried
        .map((name, i) => code(`${name}${j}`, `carry[(${i}u * given.batch + min(text${j}, count - 1u)) * UNITS + u]`))
        .join('\n'),
    );
  const code = () => `${prelude(rnn)}
fn main() {
  let thread = workgroupIndex() * 64u + localIndex;
  let u = thread % UNITS;
  let firstText = thread / UNITS * ${textsOfThread}u;
  let step = given.step;
  let offset = given.offset;
  let count = given.count;
  let next = given.next;
  let previous = given.previous;
  if (firstText >= count) { return; }
  ${eachText(textsOfThread, (j) => `let text${j} = firstText + ${j}u;`)}
  if (given.phase == ${phases.length}u) {
    ${eachText(textsOfThread, (j) => `if (text${j} < count) {${steps.after(j)}\n}`)}
    return;
  }
  ${texts(textsOfThread)}
  ${eachCarried((variable, place) => `var ${variable} = select(${place}, 0.0, given.fresh == 1u);`)}
  ${phases.map((phase, i) => `if (given.phase == ${i}u) {${phase}\n}`).join('\n')}
  ${eachCarried((variable, place) => `if (active${variable.at(-1)}) { ${place} = ${variable}; }`)}
}`;
  const run = (place: { phase: number; step: number; offset: number; count: number; next: number; previous: number }) =>
    runProgram(backend, {
      name: `${steps.name} ${keyOf(rnn)}, each`,
      workgroupSize: [64, 1],
      code,
      writes: { ...steps.writes, carry },
      reads: steps.reads,
      sizes: { ...rnnSizes(rnn), masked: Number(steps.masked), ...place, fresh: Number(place.step === firstStep) },
      workgroups: Math.ceil((Math.ceil(place.count / textsOfThread) * units) / 64),
    });

  const { counts } = splitIndices(rnn.indexValues, rnn);
  const offsets: number[] = [];
  let rows = 0;
  for (const count of counts) {
    offsets.push(rows);
    rows += count;
  }
  const order = [...counts.keys()];
  if (steps.backward) order.reverse();
  const firstStep = order[0];
  for (const step of order) {
    for (const phase of phases.keys()) {
      run({
        phase,
        step,
        offset: offsets[step]!,
        count: counts[step]!,
        next: counts[step + 1] ?? 0,
        previous: offsets[step - 1] ?? 0,
      });
    }
  }
  run({ phase: phases.length, step: 0, offset: 0, count: batch, next: 0, previous: 0 });
  backend.disposeData(carry.dataId);
}

/**
 * Code that adds Σ left · right over `count` terms to `sumJ` of each text, each right factor read once.
 * @param left of a text's term
 * @param right of a term, for all texts
 */
export function sumOver(
  count: string,
  texts: number,
  { left, right }: { left: (text: number, k: string) => string; right: (k: string) => string },
): string {
  const terms = (places: string[]) => `
    ${places.map((k, i) => `let right${i} = ${right(k)};`).join('\n')}
    ${eachText(texts, (j) => `sum${j} = sum${j}${places.map((k, i) => ` + ${left(j, k)} * right${i}`).join('')};`)}`;
  return `
  var k = 0u;
  for (; k + 4u <= ${count}; k += 4u) {${terms(['k', 'k + 1u', 'k + 2u', 'k + 3u'])}
  }
  for (; k < ${count}; k++) {${terms(['k'])}
  }`;
}
