// The rnn op's forward pass on webgl: the input product of all steps, then one program a step (the GRU's reset takes a
// second). A step reads the states of the step before while it writes its own, so even and odd steps have sheets of
// their own.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Cell } from '../../../experiment/experiment';
import { gateCounts } from '../../../experiment/model-spec';
import type { RnnAttributes } from '../../ops/rnn';
import { splitIndices } from '../../ops/sequence';
import type { KernelArguments } from './kernel';
import type { Passes } from './pass';
import type { FragmentProgram } from './program';
import { inputProduct, rowsProduct } from './rnn-products';
import { type SavedRnn, saveRnn } from './rnn-saved';
import { packGates, packMaskedRows, packRows, rowsByPlace, rowsByText, unpackStates } from './rnn-sheets';
import { groupRows, tableColumns, whereRows, whereWidth } from './row-groups';
import { newSheet, newTensor, newZeros, release, type TensorTexture, type Texture, tie, uploadSheet } from './texture';

const stepUniforms = { hereX: 'int', hereY: 'int', beforeX: 'int', beforeY: 'int', depth: 'int' } as const;

/** Where a fragment of a step is: `texel`, its unit `u` and its group `g`; depth is 0 in the first step. */
const here = `
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

/** The op's value, and the tensor that owns what the gradient needs. */
export function rnnForward({ attributes, backend, passes, texture, optionalTexture }: KernelArguments): TensorInfo[] {
  const rnn = attributes as RnnAttributes;
  const { cell, batch, time, rows, inputSize, units, returnSequences } = rnn;
  const shape = returnSequences ? [batch, time, units] : [batch, units];
  if (rows === 0) return [newZeros(backend, shape), newZeros(backend, [0])];
  const gates = gateCounts[cell];
  const indices = splitIndices(rnn.indexValues, rnn);
  const groups = groupRows(indices);
  const { steps, blocks, height } = groups;
  const sheet = (columns: number) => newSheet(backend, blocks.length * columns, height);
  const sheets = (count: number) => Array.from({ length: count }, () => sheet(units));

  const table = uploadSheet(backend, blocks.length * tableColumns, groups.table);
  const depth = inputSize + 1;
  const weights = newSheet(backend, units, depth);
  const bias = texture('bias');
  passes.run({
    program: packGates,
    inputs: { kernel: texture('kernel'), bias },
    uniforms: { depth: inputSize, units, gates },
    outputs: [weights],
    area: { x: 0, y: 0, width: units, height: depth },
  });
  const recurrent = newSheet(backend, units, units);
  passes.run({
    program: packGates,
    inputs: { kernel: texture('recurrentKernel'), bias },
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
  const inputMask = packMask(optionalTexture('inputMask'), inputSize);
  const recurrentMask = packMask(optionalTexture('recurrentMask'), units);

  const x = texture('x');
  const packedX = sheet(depth);
  const products = sheets(gates);
  const rowsOutput = [packedX];
  for (const [block, blockHeight] of blocks.entries()) {
    passes.run({
      program: inputMask ? packMaskedRows : packRows,
      inputs: { tensor: x, table, ...(inputMask && { mask: inputMask }) },
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

  const states = ([0, 1] as const).map(() => sheets(cell === 'LSTM' ? 2 : 1)) as [Texture[], Texture[]];
  const carried: [Texture, Texture] = recurrentMask ? [sheet(units), sheet(units)] : [states[0][0]!, states[1][0]!];
  const gru = cell === 'GRU' ? sheets(4) : null;
  const saved: SavedRnn = {
    ...{ groups, table, weights, recurrent, rows: packedX, states, carried, recurrentMask },
    gates: gru ? gru.slice(0, 3) : products,
    products: gru ? gru[3]! : null,
  };
  runSteps(passes, rnn, products, saved);
  if (gru) release(backend, products);

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

  saveRnn(packedX.info, saved);
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
  return [value.info, packedX.info];
}

/** Writes the states, and the GRU's gates, of all steps. */
function runSteps(passes: Passes, { cell, units }: RnnAttributes, inputProducts: Texture[], saved: SavedRnn): void {
  const { groups, recurrent, gates, products, states, carried, recurrentMask } = saved;
  const [update, reset, candidate] = cell === 'GRU' ? gates : [];
  const program = stepPrograms[cell](recurrentMask !== null);
  const outputs = ([0, 1] as const).map((parity) => [
    ...states[parity],
    ...(candidate ? [candidate] : []),
    ...(recurrentMask ? [carried[parity]] : []),
  ]);
  const gateOutputs = update && reset && products ? [update, reset, products] : null;
  const constant = {
    ...Object.fromEntries(inputProducts.map((product, gate) => [`input${gate}`, product])),
    recurrent,
    ...(recurrentMask && { mask: recurrentMask }),
    ...(gateOutputs && { update: gateOutputs[0]!, products: gateOutputs[2]! }),
  };
  for (const [t, { block, top, groups: height }] of groups.steps.entries()) {
    const before = groups.steps[t - 1];
    const [own, other] = t % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const);
    const x = block * units;
    const step = {
      inputs: {
        ...constant,
        carried: carried[other],
        states: states[other][0]!,
        ...(cell === 'LSTM' && { cells: states[other][1]! }),
      },
      uniforms: {
        hereX: x,
        hereY: top,
        beforeX: (before?.block ?? 0) * units,
        beforeY: before?.top ?? 0,
        depth: before ? units : 0,
      },
      area: { x, y: top, width: units, height },
    };
    if (gateOutputs) passes.run({ ...step, program: gruGates, outputs: gateOutputs });
    passes.run({ ...step, program, outputs: outputs[own]! });
  }
}
