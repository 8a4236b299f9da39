// The rnn op's backward pass on webgl: two programs a step (the GRU's reset takes a third), then each gradient as one
// product over all steps. What flows from a step to the one before is in small sheets, a row a text; the gradients of
// the gates are in tall ones, beside the rows they belong to.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Cell } from '../../../experiment/experiment';
import { gateCounts } from '../../../experiment/model-spec';
import type { RnnAttributes } from '../../ops/rnn';
import { splitIndices } from '../../ops/sequence';
import type { KernelArguments } from './kernel';
import type { Passes } from './pass';
import {
  gruFlow,
  gruGates,
  gruReset,
  lstmActivations,
  lstmFlow,
  lstmGates,
  simpleFlow,
  simpleGates,
} from './rnn-backward-steps';
import { inputGradient, sumParts, weightGradient, weightGradientOfTwo } from './rnn-products';
import { type SavedRnn, savedRnn } from './rnn-saved';
import { packRows, rowsByPlace, rowsByText, shiftRows, unpackColumns, unpackMaskedColumns } from './rnn-sheets';
import { whereRows, whereWidth } from './row-groups';
import { newSheet, newTensor, newZeros, release, type Texture, uploadSheet } from './texture';

/** The gradients of x, kernel, recurrent kernel and bias. Consumes what the forward pass saved. */
export function rnnBackward({
  inputs,
  attributes: given,
  backend,
  passes,
  texture,
  optionalTexture,
}: KernelArguments): TensorInfo[] {
  const attributes = given as RnnAttributes;
  const dy = texture('dy');
  const inputMask = optionalTexture('inputMask');
  const { cell, batch, time, inputSize, units, returnSequences } = attributes;
  const gates = gateCounts[cell];
  const width = gates * units;
  const shapes = [[batch, time, inputSize], [inputSize, width], [units, width], [width]];
  // None where there was no token.
  const saved = savedRnn(inputs.saved!);
  if (!saved) return shapes.map((shape) => newZeros(backend, shape));
  const { groups, table } = saved;
  const { steps, blocks, height } = groups;

  const scratch: Texture[] = [];
  const scratchSheet = (columns: number, rows: number) => {
    const sheet = newSheet(backend, columns, rows);
    scratch.push(sheet);
    return sheet;
  };
  const tall = (columns: number) => scratchSheet(blocks.length * columns, height);
  const blockArea = (block: number, columns: number) => ({
    x: block * columns,
    y: 0,
    width: columns,
    height: blocks[block]!,
  });

  const recurrentInputs = tall(units);
  const recurrentOutputs = [recurrentInputs];
  for (const block of blocks.keys()) {
    passes.run({
      program: shiftRows,
      inputs: { even: saved.carried[0], odd: saved.carried[1], table },
      uniforms: { width: units, block },
      outputs: recurrentOutputs,
      area: blockArea(block, units),
    });
  }

  // Where only the last state counts, each text's gradient waits in the row the text has in all steps.
  const packedDy = returnSequences ? tall(units) : scratchSheet(units, steps[0]!.groups);
  const dyOutputs = [packedDy];
  for (const block of returnSequences ? blocks.keys() : [0]) {
    passes.run({
      program: packRows,
      inputs: { tensor: dy, table },
      uniforms: { columns: units, width: units, block, rowsBy: returnSequences ? rowsByPlace : rowsByText },
      outputs: dyOutputs,
      area: returnSequences ? blockArea(block, units) : { x: 0, y: 0, width: units, height: steps[0]!.groups },
    });
  }

  const context: StepContext = { passes, saved, recurrentInputs, dy: packedDy, attributes, tall, scratchSheet };
  const gradients = gateGradients[cell](context);
  const gradientInputs = Object.fromEntries(gradients.map((sheet, gate) => [`gradient${gate}`, sheet]));

  const dWeights = (rows: Texture, rowsOfLast: Texture | null, columns: number): WeightParts => {
    const total = blocks.reduce((sum, groupsOfBlock) => sum + groupsOfBlock, 0);
    const longest = Math.max(128, Math.ceil(total / 32));
    const tiles = Math.ceil(columns / 4);
    const parts = blocks.reduce((sum, groupsOfBlock) => sum + Math.ceil(groupsOfBlock / longest), 0);
    const sheets = Array.from({ length: 4 }, () => scratchSheet(units, parts * tiles));
    let firstPart = 0;
    const sumPart = (block: number, first: number, chunk: number, count: number) => {
      passes.run({
        program: (rowsOfLast ? weightGradientOfTwo : weightGradient)[gates],
        inputs: { rows, ...gradientInputs, ...(rowsOfLast && { rowsOfLast }) },
        uniforms: { block, units, width: columns, tiles, firstPart, first, chunk },
        outputs: sheets,
        area: { x: 0, y: firstPart * tiles, width: units, height: count * tiles },
      });
      firstPart += count;
    };
    for (const [block, groupsOfBlock] of blocks.entries()) {
      const full = Math.floor(groupsOfBlock / longest);
      const rest = groupsOfBlock - full * longest;
      // Not one loop that ends where the rows do: each fragment of a draw takes the same number of turns.
      if (full > 0) sumPart(block, 0, longest, full);
      if (rest > 0) sumPart(block, full * longest, rest, 1);
    }
    return { sheets, tiles, parts };
  };
  const sum = ({ sheets: [row0, row1, row2, row3], tiles, parts }: WeightParts, shape: number[], firstRow: number) => {
    const tensor = newTensor(backend, shape);
    passes.run({
      program: sumParts,
      inputs: { row0: row0!, row1: row1!, row2: row2!, row3: row3! },
      uniforms: { units, columns: width, firstRow, tiles, parts },
      outputs: [tensor],
    });
    return tensor.info;
  };
  const ofInput = dWeights(saved.rows, null, inputSize + 1);
  const dKernel = sum(ofInput, [inputSize, width], 0);
  const dBias = sum(ofInput, [width], inputSize);
  const dRecurrentKernel = sum(dWeights(recurrentInputs, saved.products, units), [units, width], 0);

  const quads = Math.ceil(inputSize / 4);
  const columns = Array.from({ length: 4 }, () => tall(quads));
  for (const block of blocks.keys()) {
    passes.run({
      program: inputGradient[gates],
      inputs: { weights: saved.weights, ...gradientInputs },
      uniforms: { block, units, width: quads, last: inputSize - 1 },
      outputs: columns,
      area: blockArea(block, quads),
    });
  }
  const size = batch * time;
  const indices = splitIndices(attributes.indexValues, attributes);
  const where = uploadSheet(backend, whereWidth, whereRows(indices, groups, size, false));
  scratch.push(where);
  const dX = newTensor(backend, shapes[0]!);
  const [column0, column1, column2, column3] = columns;
  passes.run({
    program: inputMask ? unpackMaskedColumns : unpackColumns,
    inputs: {
      ...{ column0: column0!, column1: column1!, column2: column2!, column3: column3!, where },
      ...(inputMask && { mask: inputMask }),
    },
    uniforms: { columns: inputSize, width: quads, ...(inputMask && { time }) },
    outputs: [dX],
  });
  release(backend, scratch);
  return [dX.info, dKernel, dRecurrentKernel, dBias];
}

/** Sums over parts of the rows, one row of the weights in each sheet, the fifth below the first. */
interface WeightParts {
  sheets: Texture[];
  tiles: number;
  parts: number;
}

interface StepContext {
  passes: Passes;
  saved: SavedRnn;
  /** What went into each step's recurrent product. */
  recurrentInputs: Texture;
  dy: Texture;
  attributes: RnnAttributes;
  /** A sheet with so many columns a block, beside the rows. */
  tall(columns: number): Texture;
  scratchSheet(columns: number, rows: number): Texture;
}

interface StepBack {
  parity: 0 | 1;
  before: 0 | 1;
  last: boolean;
  first: boolean;
  uniforms: Record<string, number>;
  /** The step's texels in a tall sheet. */
  area: { x: number; y: number; width: number; height: number };
  groups: number;
}

/** The steps from the last to the first. */
function* stepsBack({ saved: { groups }, attributes: { units } }: StepContext): Generator<StepBack> {
  const { steps } = groups;
  for (let t = steps.length - 1; t >= 0; t--) {
    const step = steps[t]!;
    const next = steps[t + 1];
    const before = steps[t - 1];
    const parity = t % 2 === 0 ? 0 : 1;
    yield {
      parity,
      before: parity === 0 ? 1 : 0,
      last: !next,
      first: !before,
      uniforms: {
        hereX: step.block * units,
        hereY: step.top,
        count: step.count,
        nextX: (next?.block ?? 0) * units,
        nextY: next?.top ?? 0,
        nextCount: next?.count ?? 0,
        beforeX: (before?.block ?? 0) * units,
        beforeY: before?.top ?? 0,
        first: before ? 0 : 1,
        units,
      },
      area: { x: step.block * units, y: step.top, width: units, height: step.groups },
      groups: step.groups,
    };
  }
}

/** The gradients of all steps' gates before their activation, a sheet a gate. */
const gateGradients: Record<Cell, (context: StepContext) => Texture[]> = {
  SimpleRNN(context) {
    const { passes, saved, dy, attributes, scratchSheet } = context;
    const { units, returnSequences } = attributes;
    const { recurrent, recurrentMask, states } = saved;
    const gradients = saved.gates;
    const quads = Math.ceil(units / 4);
    const flow = Array.from({ length: 4 }, () => scratchSheet(quads, saved.groups.steps[0]!.groups));
    const [flow0, flow1, flow2, flow3] = flow as [Texture, Texture, Texture, Texture];
    for (const { parity, first, uniforms, area, groups } of stepsBack(context)) {
      passes.run({
        program: simpleGates(returnSequences, false),
        inputs: { flow0, flow1, flow2, flow3, dy, states: states[parity][0]! },
        uniforms,
        outputs: gradients,
        area,
      });
      if (first) break;
      passes.run({
        program: simpleFlow(false, recurrentMask !== null),
        inputs: { gradient0: gradients[0]!, recurrent, ...(recurrentMask && { mask: recurrentMask }) },
        uniforms,
        outputs: flow,
        area: { x: 0, y: 0, width: quads, height: groups },
      });
    }
    return gradients;
  },

  LSTM(context) {
    const { passes, saved, recurrentInputs, dy, attributes, tall, scratchSheet } = context;
    const { units, returnSequences } = attributes;
    const { groups, recurrent, recurrentMask, states } = saved;
    const [input0, input1, input2, input3] = saved.gates as [Texture, Texture, Texture, Texture];
    const activations = Array.from({ length: 4 }, () => tall(units));
    const [gate0, gate1, gate2, gate3] = activations as [Texture, Texture, Texture, Texture];
    for (const [block, height] of groups.blocks.entries()) {
      passes.run({
        program: lstmActivations,
        inputs: { input0, input1, input2, input3, rows: recurrentInputs, recurrent },
        uniforms: { block, units },
        outputs: activations,
        area: { x: block * units, y: 0, width: units, height },
      });
    }

    // What the activations were computed from is not needed again.
    const gradients = saved.gates;
    const pairs = Math.ceil(units / 2);
    const flows = [0, 1].map(() => Array.from({ length: 4 }, () => scratchSheet(pairs, groups.steps[0]!.groups)));
    for (const step of stepsBack(context)) {
      const { parity, before, last, uniforms, area } = step;
      const flow = flows[parity]!;
      passes.run({
        program: lstmFlow(returnSequences, recurrentMask !== null),
        inputs: {
          ...{ gradient0: input0, gradient1: input1, gradient2: input2, gradient3: input3, recurrent },
          ...{ forgetGate: gate1, outputGate: gate3, cells: states[parity][1]!, dy },
          ...{ cellFlow0: flows[before]![2]!, cellFlow1: flows[before]![3]! },
          ...(recurrentMask && { mask: recurrentMask }),
        },
        uniforms: { ...uniforms, depth: last ? 0 : units },
        outputs: flow,
        area: { x: 0, y: 0, width: pairs, height: step.groups },
      });
      passes.run({
        program: lstmGates,
        inputs: {
          ...{ state0: flow[0]!, state1: flow[1]!, cellFlow0: flow[2]!, cellFlow1: flow[3]! },
          ...{ gate0, gate1, gate2, gate3, cells: states[parity][1]!, cellsBefore: states[before][1]! },
        },
        uniforms,
        outputs: gradients,
        area,
      });
    }
    return gradients;
  },

  GRU(context) {
    const { passes, saved, recurrentInputs, dy, attributes, tall, scratchSheet } = context;
    const { units, returnSequences } = attributes;
    const { recurrent, recurrentMask, states } = saved;
    const [update, reset, candidates] = saved.gates as [Texture, Texture, Texture];
    const gradients = Array.from({ length: 3 }, () => tall(units));
    const [gradient0, gradient1, gradient2] = gradients as [Texture, Texture, Texture];
    const [throughReset, past] = [tall(units), tall(units)];
    const gateOutputs = [gradient0, gradient2, past];
    const resetOutputs = [gradient1, throughReset];
    const quads = Math.ceil(units / 4);
    const flow = Array.from({ length: 4 }, () => scratchSheet(quads, saved.groups.steps[0]!.groups));
    const [flow0, flow1, flow2, flow3] = flow as [Texture, Texture, Texture, Texture];
    for (const { before, first, uniforms, area, groups } of stepsBack(context)) {
      passes.run({
        program: gruGates(returnSequences, false),
        inputs: {
          ...{ flow0, flow1, flow2, flow3, dy, update, candidates },
          statesBefore: states[before][0]!,
        },
        uniforms,
        outputs: gateOutputs,
        area,
      });
      passes.run({
        program: gruReset,
        inputs: { gradient2, recurrent, reset, rows: recurrentInputs },
        uniforms: { ...uniforms, depth: first ? 0 : units },
        outputs: resetOutputs,
        area,
      });
      if (first) break;
      passes.run({
        program: gruFlow(false, recurrentMask !== null),
        inputs: {
          ...{ gradient0, gradient1, recurrent, throughReset, past },
          ...(recurrentMask && { mask: recurrentMask }),
        },
        uniforms,
        outputs: flow,
        area: { x: 0, y: 0, width: quads, height: groups },
      });
    }
    return gradients;
  },
};
