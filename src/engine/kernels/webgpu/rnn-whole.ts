// All steps of an rnn in one program: each workgroup takes a few texts through the whole sequence, with what its
// threads tell each other in workgroup memory.

import type { RnnAttributes } from '../../ops/rnn';
import { runProgram } from './program';
import type { RecordingBackend } from './recording-backend';
import {
  eachPlace,
  keyOf,
  placesOf,
  type SharedState,
  type Steps,
  stepArguments,
  stepFunctions,
  type ThreadTile,
} from './rnn-steps';

/** What a device allows a workgroup. */
export type WorkgroupLimits = Pick<
  GPUSupportedLimits,
  'maxComputeWorkgroupStorageSize' | 'maxComputeInvocationsPerWorkgroup' | 'maxComputeWorkgroupSizeX'
>;

/** How texts and units are spread over threads. */
export interface SequenceCut extends ThreadTile {
  /** Threads that a text's units take. */
  threads: number;
  /** Rows of so many threads in a workgroup. */
  threadRows: number;
}

/** Null where not even one text fits into a workgroup. */
export function cutSequence(rnn: RnnAttributes, steps: Steps, limits: WorkgroupLimits): SequenceCut | null {
  // Small layers rather have threads enough.
  const units = Math.max(1, Math.min(steps.unitsPerThread, Math.floor(rnn.units / 8)));
  const threads = Math.ceil(rnn.units / units);
  if (threads > Math.min(limits.maxComputeInvocationsPerWorkgroup, limits.maxComputeWorkgroupSizeX)) return null;
  // The program keeps a few numbers there besides.
  const floatsThatFit = (limits.maxComputeWorkgroupStorageSize - 256) / 4;
  const fitting = Math.floor(floatsThatFit / sharedLayout(steps).floats);
  if (fitting < 1) return null;
  const texts = fitting >= 4 ? 4 : fitting >= 2 ? 2 : 1;
  const threadRows = Math.max(1, Math.min(Math.floor(8 / threads), Math.floor(fitting / texts)));
  return { texts, units, threads, threadRows };
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

export function runWhole(backend: RecordingBackend, rnn: RnnAttributes, steps: Steps, cut: SequenceCut): void {
  const { texts, threads, threadRows } = cut;
  const textsPerGroup = texts * threadRows;
  const { starts, floats } = sharedLayout(steps);
  const entry = (name: string, j: string, index: string, half: string) => {
    const { ahead, floats: count } = steps.shared[name]!;
    const start = `(localId.y * ${texts}u + ${j}) * ${floats}u + ${starts[name]}u`;
    return `told[${start}${ahead ? ` + ${half} * ${count}u` : ''} + ${index}]`;
  };
  const shared: SharedState = {
    read: (name, { j }, index) => entry(name, j, index, '(step % 2u)'),
    write: (name, index, value) => `${entry(name, 'j', index, '(1u - step % 2u)')} = ${value};`,
  };
  const body = () =>
    steps
      .phases(cut, shared)
      .map((phase) => `if (firstText < count) {${phase}\n}\nworkgroupBarrier();`)
      .join('\n');
  runProgram(backend, {
    name: `${steps.name} ${keyOf(rnn, cut)}`,
    workgroupSize: [threads, threadRows],
    code: () => `${stepFunctions(rnn)}
var<workgroup> told: array<f32, ${textsPerGroup * floats}>;
fn main() {
  let firstText = workgroupIndex() * ${textsPerGroup}u + localId.y * ${texts}u;
  let firstUnit = localId.x;
  let unitStride = ${threads}u;
  ${steps.carried.map((name) => `var ${name}: array<f32, ${placesOf(cut)}>;`).join('\n')}
  ${steps.backward ? backwardLoop(body()) : forwardLoop(body())}
  {
    let offset = 0u;
    let count = given.batch;
    ${eachPlace(cut, `if (isActive) {${steps.after}\n}`)}
  }
}`,
    writes: steps.writes,
    ...stepArguments(rnn, steps),
    workgroups: Math.ceil(rnn.batch / textsPerGroup),
  });
}

// All threads go through all steps, where those whose texts are over only wait: compilers want to be sure that each
// barrier is one for all.

const forwardLoop = (body: string) => `
  var offset = 0u;
  for (var step = 0u; step < given.steps; step++) {
    let count = countAt(step);
    let next = countAfter(step);
    ${body}
    offset += count;
  }`;

const backwardLoop = (body: string) => `
  var offset = given.rows;
  for (var back = 1u; back <= given.steps; back++) {
    let step = given.steps - back;
    let count = countAt(step);
    let next = countAfter(step);
    offset -= count;
    var previous = 0u;
    if (step > 0u) { previous = offset - countAt(step - 1u); }
    ${body}
  }`;
