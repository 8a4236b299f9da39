// The rnn op's forward pass on webgl: the input product of all steps, then one program a step (the GRU's reset takes a
// second). A step reads the states of the step before while it writes its own, so even and odd steps have sheets of
// their own.

import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Cell } from '../../../experiment/experiment';
import { gateCounts, type RnnAttributes } from '../../ops/rnn';
import { splitIndices } from '../../ops/sequence';
import type { FragmentProgram, Passes } from './pass';
import { inputProduct, rowsProduct } from './rnn-products';
import { packGates, packMaskedRows, packRows, rowsByPlace, rowsByText, unpackStates } from './rnn-sheets';
import { groupRows, type RowGroups, tableColumns, whereRows, whereWidth } from './row-groups';
import { newSheet, newTensor, newZeros, release, type TensorTexture, type Texture, tie, uploadSheet } from './texture';

export interface RnnForwardInputs {
  x: TensorTexture;
  kernel: TensorTexture;
  recurrentKernel: TensorTexture;
  bias: TensorTexture;
  inputMask: TensorTexture | undefined;
  recurrentMask: TensorTexture | undefined;
}

/** The sheets that the backward pass needs. */
export interface SavedRnn {
  groups: RowGroups;
  table: Texture;
  /** Of kernel and bias, and of the recurrent kernel. */
  weights: Texture;
  recurrent: Texture;
  /** The masked input, and a column of ones. */
  rows: Texture;
  /** The LSTM's gates before their activation, the GRU's after it. */
  gates: Texture[];
  /** r · p of the GRU. */
  products: Texture | null;
  /** Of even steps and of odd ones: the state, and the LSTM's cell state. */
  states: [Texture[], Texture[]];
  /** The same for what goes into the recurrent product. */
  carried: [Texture, Texture];
  recurrentMask: Texture | null;
}

const savedByTensor = new WeakMap<object, SavedRnn>();

export function savedRnn({ dataId }: TensorInfo): SavedRnn | undefined {
  return savedByTensor.get(dataId);
}

const stepUniforms = { hereX: 'int', hereY: 'int', beforeX: 'int', beforeY: 'int', depth: 'int' } as const;

/** Where a fragment of a step is: `texel`, its unit `u` and its group `g`; depth is 0 in the first step. */
export const here = `
  ivec2 texel = ivec2(gl_FragCoord.xy);
  int u = texel.x - hereX;
  int g = texel.y - hereY;`;

const maskInput = (masked: boolean) => (masked ? ['mask'] : []);
const carry = (output: number, masked: boolean) => (masked ? `out${output} = out0 * texelAt(mask, u, g);` : '');

const simpleStep = (masked: boolean): FragmentProgram => ({
  inputs: ['input0', 'carried', 'recurrent', ...maskInput(masked)],
  uniforms: stepUniforms,
  outputs: masked ? 2 : 1,
  source: `
${rowsProduct([0])}
void main() {${here}
  sum0 = texelAt(input0, texel.x, texel.y);
  addProduct(carried, ivec2(beforeX, beforeY + g), recurrent, u, depth);
  out0 = tanhOf(sum0);
  ${carry(1, masked)}
}`,
});

const lstmStep = (masked: boolean): FragmentProgram => ({
  inputs: ['input0', 'input1', 'input2', 'input3', 'carried', 'cells', 'recurrent', ...maskInput(masked)],
  uniforms: stepUniforms,
  outputs: masked ? 3 : 2,
  source: `
${rowsProduct([0, 1, 2, 3])}
void main() {${here}
  sum0 = texelAt(input0, texel.x, texel.y);
  sum1 = texelAt(input1, texel.x, texel.y);
  sum2 = texelAt(input2, texel.x, texel.y);
  sum3 = texelAt(input3, texel.x, texel.y);
  addProduct(carried, ivec2(beforeX, beforeY + g), recurrent, u, depth);
  vec4 c = sigmoidOf(sum0) * tanhOf(sum2);
  if (depth > 0) c += sigmoidOf(sum1) * texelAt(cells, beforeX + u, beforeY + g);
  out0 = sigmoidOf(sum3) * tanhOf(c);
  out1 = c;
  ${carry(2, masked)}
}`,
});

const gruGates = {
  inputs: ['input0', 'input1', 'carried', 'recurrent'],
  uniforms: stepUniforms,
  outputs: 3,
  source: `
${rowsProduct([0, 1])}
void main() {${here}
  sum0 = texelAt(input0, texel.x, texel.y);
  sum1 = texelAt(input1, texel.x, texel.y);
  addProduct(carried, ivec2(beforeX, beforeY + g), recurrent, u, depth);
  out0 = sigmoidOf(sum0);
  out1 = sigmoidOf(sum1);
  out2 = depth > 0 ? out1 * texelAt(carried, beforeX + u, beforeY + g) : vec4(0.0);
}`,
} as const satisfies FragmentProgram;

const gruStep = (masked: boolean): FragmentProgram => ({
  inputs: ['input2', 'update', 'products', 'states', 'recurrent', ...maskInput(masked)],
  uniforms: stepUniforms,
  outputs: masked ? 3 : 2,
  source: `
${rowsProduct([2])}
void main() {${here}
  sum2 = texelAt(input2, texel.x, texel.y);
  addProduct(products, ivec2(hereX, texel.y), recurrent, u, depth);
  vec4 candidate = tanhOf(sum2);
  vec4 z = texelAt(update, texel.x, texel.y);
  vec4 h = (1.0 - z) * candidate;
  if (depth > 0) h += z * texelAt(states, beforeX + u, beforeY + g);
  out0 = h;
  out1 = candidate;
  ${carry(2, masked)}
}`,
});

const stepPrograms: Record<Cell, (masked: boolean) => FragmentProgram> = {
  SimpleRNN: both(simpleStep),
  LSTM: both(lstmStep),
  GRU: both(gruStep),
};

function both(program: (flag: boolean) => FragmentProgram): (flag: boolean) => FragmentProgram {
  const [plain, masked] = [program(false), program(true)];
  return (flag) => (flag ? masked : plain);
}

/** Returns the op's value and the tensor that owns what the gradient needs. */
export function rnnForward(
  backend: MathBackendWebGL,
  passes: Passes,
  inputs: RnnForwardInputs,
  attributes: RnnAttributes,
): { value: TensorInfo; saved: TensorInfo } {
  const { cell, batch, time, rows, inputSize, units, returnSequences } = attributes;
  const shape = returnSequences ? [batch, time, units] : [batch, units];
  if (rows === 0) return { value: newZeros(backend, shape), saved: newZeros(backend, [0]) };
  const gates = gateCounts[cell];
  const indices = splitIndices(attributes.indexValues, attributes);
  const groups = groupRows(indices);
  const { steps, blocks, height } = groups;
  const sheet = (columns: number) => newSheet(backend, blocks.length * columns, height);
  const sheets = (count: number) => Array.from({ length: count }, () => sheet(units));

  const table = uploadSheet(backend, blocks.length * tableColumns, groups.table);
  const depth = inputSize + 1;
  const weights = newSheet(backend, units, depth);
  passes.run({
    program: packGates,
    inputs: { kernel: inputs.kernel, bias: inputs.bias },
    uniforms: { depth: inputSize, units, gates },
    outputs: [weights],
    area: { x: 0, y: 0, width: units, height: depth },
  });
  const recurrent = newSheet(backend, units, units);
  passes.run({
    program: packGates,
    inputs: { kernel: inputs.recurrentKernel, bias: inputs.bias },
    uniforms: { depth: units, units, gates },
    outputs: [recurrent],
    area: { x: 0, y: 0, width: units, height: units },
  });

  /** A mask `[batch, columns]`, in the order of the first step's texts. */
  const packMask = (mask: TensorTexture | undefined, columns: number) => {
    if (!mask) return null;
    const packed = newSheet(backend, columns, steps[0]!.groups);
    passes.run({
      program: packRows,
      inputs: { tensor: mask, table },
      uniforms: { columns, width: columns, block: 0, rowsBy: rowsByText },
      outputs: [packed],
      area: { x: 0, y: 0, width: columns, height: steps[0]!.groups },
    });
    return packed;
  };
  const inputMask = packMask(inputs.inputMask, inputSize);
  const recurrentMask = packMask(inputs.recurrentMask, units);

  const packedX = sheet(depth);
  const products = sheets(gates);
  const rowsOutput = [packedX];
  for (const [block, blockHeight] of blocks.entries()) {
    passes.run({
      program: inputMask ? packMaskedRows : packRows,
      inputs: { tensor: inputs.x, table, ...(inputMask && { mask: inputMask }) },
      uniforms: { columns: inputSize, width: depth, block, rowsBy: rowsByPlace },
      outputs: rowsOutput,
      area: { x: block * depth, y: 0, width: depth, height: blockHeight },
    });
    passes.run({
      program: inputProduct[gates],
      inputs: { rows: packedX, weights },
      uniforms: { block, units, depth },
      outputs: products,
      area: { x: block * units, y: 0, width: units, height: blockHeight },
    });
  }
  if (inputMask) release(backend, [inputMask]);

  const state = () => sheets(cell === 'LSTM' ? 2 : 1);
  const states: [Texture[], Texture[]] = [state(), state()];
  const carried: [Texture, Texture] = recurrentMask ? [sheet(units), sheet(units)] : [states[0][0]!, states[1][0]!];
  const gruSheets = cell === 'GRU' ? { update: sheet(units), reset: sheet(units), product: sheet(units) } : null;
  const gruOutputs = gruSheets && [gruSheets.update, gruSheets.reset, gruSheets.product];
  const candidate = cell === 'GRU' ? sheet(units) : null;
  const program = stepPrograms[cell](recurrentMask !== null);
  const outputs = ([0, 1] as const).map((parity) => [
    ...states[parity],
    ...(candidate ? [candidate] : []),
    ...(recurrentMask ? [carried[parity]] : []),
  ]);
  const gateInputs = Object.fromEntries(products.map((product, gate) => [`input${gate}`, product]));
  for (const [t, step] of steps.entries()) {
    const before = steps[t - 1];
    const parity = t % 2;
    const uniforms = {
      hereX: step.block * units,
      hereY: step.top,
      beforeX: (before?.block ?? 0) * units,
      beforeY: before?.top ?? 0,
      depth: before ? units : 0,
    };
    const area = { x: uniforms.hereX, y: step.top, width: units, height: step.groups };
    const stepInputs = {
      ...gateInputs,
      carried: carried[1 - parity]!,
      recurrent,
      ...(recurrentMask && { mask: recurrentMask }),
      ...(cell === 'LSTM' && { cells: states[1 - parity]![1]! }),
      ...(gruSheets && { update: gruSheets.update, products: gruSheets.product, states: states[1 - parity]![0]! }),
    };
    if (gruOutputs) passes.run({ program: gruGates, inputs: stepInputs, uniforms, outputs: gruOutputs, area });
    passes.run({ program, inputs: stepInputs, uniforms, outputs: outputs[parity]!, area });
  }

  const size = returnSequences ? batch * time : batch;
  const where = uploadSheet(backend, whereWidth, whereRows(indices, groups, size, !returnSequences));
  const value = newTensor(backend, shape);
  passes.run({
    program: unpackStates,
    inputs: { even: states[0][0]!, odd: states[1][0]!, where },
    uniforms: { columns: units },
    outputs: [value],
  });
  release(backend, [where]);
  if (gruSheets) release(backend, products);

  const saved: SavedRnn = {
    groups,
    table,
    weights,
    recurrent,
    rows: packedX,
    gates: gruSheets ? [gruSheets.update, gruSheets.reset, candidate!] : products,
    products: gruSheets?.product ?? null,
    states,
    carried,
    recurrentMask,
  };
  savedByTensor.set(packedX.info.dataId, saved);
  const owned = new Set([
    table,
    weights,
    recurrent,
    ...saved.gates,
    ...(saved.products ? [saved.products] : []),
    ...states.flat(),
    ...carried,
    ...(recurrentMask ? [recurrentMask] : []),
  ]);
  tie(backend, packedX.info, [...owned]);
  return { value: value.info, saved: packedX.info };
}
