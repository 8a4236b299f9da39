// The rnn op's backward pass on webgl: the gradients of the gates, step by step, then each gradient as one product over
// all steps.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import { gateCounts } from '../../../experiment/model-spec';
import type { RnnAttributes } from '../../ops/rnn';
import { splitIndices } from '../../ops/sequence';
import type { KernelArguments } from './kernel';
import { gateGradients, type StepContext } from './rnn-gate-gradients';
import { inputGradient, sumParts, weightGradient, weightGradientOfTwo } from './rnn-products';
import { savedRnn } from './rnn-saved';
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
