// The recurrent cells' variants on both GPUs, step by step: for what is seldom asked for, and not worth programs of its
// own on each. The plain cells go another way, many times as fast.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import { gateCounts } from '../../../experiment/model-spec';
import type { RnnAttributes } from '../../ops/rnn';
import { splitIndices } from '../../ops/sequence';
import type { GpuKernel, GpuProgram, GpuRunner, Target } from './program';
import { hasTokens, sumBlocks, type VariantKind, variantPrograms } from './rnn-variant-code';

type Tensors = Readonly<Record<string, TensorInfo>>;

/** Columns of a sheet at most: every device has textures of this size. */
const widestSheet = 4096;

/** Whether an op asks for more than the plain cells. */
export const isVariant = (inputs: Tensors, { activation }: RnnAttributes): boolean =>
  activation !== 'tanh' ||
  ['recurrentBias', 'candidateMask', 'zoneoutState', 'zoneoutCell'].some((name) => inputs[name] !== undefined);

const programs = new Map<string, ReturnType<typeof variantPrograms>>();

function kindOf(inputs: Tensors, { cell, activation }: RnnAttributes): VariantKind {
  const has = (name: string) => inputs[name] !== undefined;
  return {
    ...{ cell, relu: activation === 'relu', resetAfter: has('recurrentBias') },
    ...{ inputMask: has('inputMask'), recurrentMask: has('recurrentMask'), candidateMask: has('candidateMask') },
    ...{ zoneoutState: has('zoneoutState'), zoneoutCell: has('zoneoutCell') },
  };
}

function programsOf(kind: VariantKind): ReturnType<typeof variantPrograms> {
  const key = JSON.stringify(kind);
  const made = programs.get(key) ?? variantPrograms(kind);
  programs.set(key, made);
  return made;
}

/** How steps are worked through: what both directions of the op share. */
function stepper(runner: GpuRunner, inputs: Tensors, rnn: RnnAttributes) {
  const { batch, time, steps, inputSize, units } = rnn;
  const width = gateCounts[rnn.cell] * units;
  const across = Math.max(1, Math.floor(widestSheet / Math.max(width, 4 * units)));
  const { order, source } = splitIndices(rnn.indexValues, rnn);
  const backward = source.length > 0 && source[0] !== order[0]! * time ? 1 : 0;
  const sizes = { batch, time, units, across, backward, first: inputSize };
  /** Only what a program reads of all that there is. */
  const readsOf = (program: GpuProgram, all: Tensors): Tensors =>
    Object.fromEntries(program.reads.map((name) => [name, all[name] ?? inputs[name]!]));
  return {
    sheet: (columns: number) => runner.zeros([Math.max(1, Math.ceil(steps / across)) * batch, across * columns]),
    run(program: GpuProgram, shape: readonly number[], all: Tensors, step = 0): TensorInfo {
      return runner.run(program, shape, { reads: readsOf(program, all), sizes: { ...sizes, now: step } });
    },
    /** A step's block of a sheet. */
    write(program: GpuProgram, sheet: TensorInfo, columns: number, all: Tensors, step: number): void {
      const into: Target = {
        tensor: sheet,
        row: Math.floor(step / across) * batch,
        column: (step % across) * columns,
      };
      runner.run(program, [batch, columns], { reads: readsOf(program, all), sizes: { ...sizes, now: step } }, into);
    },
  };
}

/** The sheets that the gradient needs, in the order in which the op hands them out. */
const savedNames = ['sums', 'products', 'even', 'odd', 'cellsEven', 'cellsOdd'] as const;

export const rnnVariantForward: GpuKernel = (runner, inputs, attributes) => {
  const rnn = attributes as RnnAttributes;
  const { cell, batch, time, steps, units, returnSequences } = rnn;
  const width = gateCounts[cell] * units;
  const kind = kindOf(inputs, rnn);
  const own = programsOf(kind);
  const { sheet, run, write } = stepper(runner, inputs, rnn);
  const tokens = hasTokens(kind) ? run(own.tokens, [batch, time, 4 * units], {}) : null;
  const isBefore = cell === 'GRU' && !inputs.recurrentBias;
  const projected = run(own.inputs, [batch, time, width], { words: inputs.x! });
  const summed = sumBlocks(kind) * units;
  const sums = sheet(summed);
  const products = sheet(isBefore ? units : 1);
  const states = [sheet(units), sheet(units)] as const;
  const cells = [sheet(cell === 'LSTM' ? units : 1), sheet(cell === 'LSTM' ? units : 1)] as const;
  for (let step = 0; step < steps; step++) {
    const [now, then] = step % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const);
    const all = {
      ...{ x: projected, sums, products, before: states[then], cellsBefore: cells[then] },
      recurrent: inputs.recurrentKernel!,
      ...(tokens && { tokens }),
    };
    write(own.sums, sums, summed, all, step);
    if (isBefore) write(own.products, products, units, all, step);
    if (cell === 'LSTM') write(own.cells, cells[now], units, all, step);
    write(own.states, states[now], units, all, step);
  }
  const value = returnSequences
    ? run(own.sequence, [batch, time, units], { even: states[0], odd: states[1] })
    : run(own.last, [batch, units], { sheet: states[(steps + 1) % 2]! }, Math.max(0, steps - 1));
  runner.dispose(projected);
  if (tokens) runner.dispose(tokens);
  return [value, sums, products, ...states, ...cells];
};

export const rnnVariantBackward: GpuKernel = (runner, inputs, attributes) => {
  const rnn = attributes as RnnAttributes;
  const { cell, batch, time, steps, inputSize, units, returnSequences } = rnn;
  const width = gateCounts[cell] * units;
  const kind = kindOf(inputs, rnn);
  const own = programsOf(kind);
  const { sheet, run, write } = stepper(runner, inputs, rnn);
  const tokens = hasTokens(kind) ? run(own.tokens, [batch, time, 4 * units], {}) : null;
  const saved = Object.fromEntries(
    savedNames.map((name, i) => [name, inputs[i === 0 ? 'saved' : `saved${i}`]!]),
  ) as Record<(typeof savedNames)[number], TensorInfo>;
  const { sums, products, even, odd } = saved;
  const gradients = sheet(width);
  const recurrent = inputs.recurrentKernel!;
  const replace = (old: TensorInfo, next: TensorInfo) => {
    runner.dispose(old);
    return next;
  };

  let dState = returnSequences ? runner.zeros([batch, units]) : runner.share(inputs.dy!);
  let dCell = runner.zeros([batch, units]);
  for (let step = steps - 1; step >= 0; step--) {
    if (returnSequences) dState = replace(dState, run(own.arriving, [batch, units], { flow: dState }, step));
    const isEven = step % 2 === 0;
    const all = {
      ...{ sums, products, recurrent, gradients, dState, dCell },
      ...(tokens && { tokens }),
      before: isEven ? odd : even,
      cellsBefore: isEven ? saved.cellsOdd : saved.cellsEven,
    };
    write(own.gateGradients, gradients, width, all, step);
    const nextCell = cell === 'LSTM' ? run(own.cellFlow, [batch, units], all, step) : null;
    dState = replace(dState, run(own.stateFlow, [batch, units], all, step));
    if (nextCell) dCell = replace(dCell, nextCell);
  }
  for (const flow of [dState, dCell]) runner.dispose(flow);

  const all = { gradients, words: inputs.x!, sums, even, odd, ...(tokens && { tokens }) };
  const found = [
    run(own.dInput, [batch, time, inputSize], all),
    run(own.dKernel, [inputSize, width], all),
    run(own.dRecurrent, [units, width], all),
    run(own.dBias, [width], all),
    ...(inputs.recurrentBias ? [run(own.dRecurrentBias, [width], all)] : []),
  ];
  runner.dispose(gradients);
  if (tokens) runner.dispose(tokens);
  return found;
};
