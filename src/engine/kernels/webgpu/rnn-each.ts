// An rnn's steps one by one, for layers of which no workgroup holds a text's state: a program for each phase of each
// step. What threads tell each other they find in the saved tensor.

import type { RnnAttributes } from '../../ops/rnn';
import { splitIndices } from '../../ops/sequence';
import { allocate, runProgram } from './program';
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

const tile: ThreadTile = { texts: 4, units: 1 };
const threads = 64;

export function runEach(backend: RecordingBackend, rnn: RnnAttributes, steps: Steps): void {
  const { units, batch } = rnn;
  const shared: SharedState = {
    read: (name, { row }, index) => {
      const { part, floats } = steps.shared[name]!;
      return `saved[given.${part} + ${row} * ${floats}u + ${index}]`;
    },
    // All of it is in the saved tensor anyway.
    write: () => '',
  };
  const phases = steps.phases(tile, shared);
  const carry = allocate(backend, 'rnn carry', [Math.max(1, steps.carried.length) * batch * units]);
  const kept = (variable: number) => `carry[(${variable}u * given.batch + text) * UNITS + unit]`;
  const code = () => `${stepFunctions(rnn)}
fn main() {
  let thread = workgroupIndex() * ${threads}u + localIndex;
  let firstText = thread / UNITS * ${tile.texts}u;
  let firstUnit = thread % UNITS;
  let unitStride = 0u;
  let step = given.step;
  let offset = given.offset;
  let count = given.count;
  let next = given.next;
  let previous = given.previous;
  if (firstText >= count) { return; }
  if (given.phase == ${phases.length}u) {
    ${eachPlace(tile, `if (isActive) {${steps.after}\n}`)}
    return;
  }
  ${steps.carried.map((name) => `var ${name}: array<f32, ${placesOf(tile)}>;`).join('\n')}
  if (given.first == 0u) {
    ${eachPlace(tile, `if (isActive) { ${steps.carried.map((name, i) => `${name}[place] = ${kept(i)};`).join(' ')} }`)}
  }
  ${phases.map((phase, i) => `if (given.phase == ${i}u) {${phase}\n}`).join('\n')}
  ${eachPlace(tile, `if (isActive) { ${steps.carried.map((name, i) => `${kept(i)} = ${name}[place];`).join(' ')} }`)}
}`;
  const { reads, sizes } = stepArguments(rnn, steps);
  const run = (moment: Record<'phase' | 'first' | 'step' | 'offset' | 'count' | 'next' | 'previous', number>) =>
    runProgram(backend, {
      name: `${steps.name} ${keyOf(rnn, tile)}, each`,
      workgroupSize: [threads, 1],
      code,
      writes: steps.carried.length === 0 ? steps.writes : { ...steps.writes, carry },
      reads,
      sizes: { ...sizes, ...moment },
      workgroups: Math.ceil((Math.ceil(moment.count / tile.texts) * units) / threads),
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
  for (const step of order) {
    for (const phase of phases.keys()) {
      run({
        phase,
        first: Number(step === order[0] && phase === 0),
        step,
        offset: offsets[step]!,
        count: counts[step]!,
        next: counts[step + 1] ?? 0,
        previous: offsets[step - 1] ?? 0,
      });
    }
  }
  run({ phase: phases.length, first: 0, step: 0, offset: 0, count: batch, next: 0, previous: 0 });
  backend.disposeData(carry.dataId);
}
