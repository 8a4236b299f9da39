// The update op on webgl: the global norm by sums of sums, which end in a single texel that the updates read; then
// one program a weight, which writes the weight and its slots; then what projects the weight. The first and the third
// penalize: keeping the penalized gradient would cost more.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { UpdateAttributes } from '../../ops/update';
import { type PenaltyCode, penaltyCode } from '../gpu-penalties';
import { type StepCode, stepCode } from '../gpu-steps';
import { collectUpdate } from '../update-tensors';
import type { KernelArguments } from './kernel';
import type { FragmentProgram } from './program';
import { project } from './projections';
import { newTensor, release, sizeOf, type TensorTexture, tensorTexture } from './texture';

const floats = (names: Iterable<string>) => Object.fromEntries(Array.from(names, (name) => [name, 'float'] as const));

/** A program for each combination of penalties, made when it is first asked for. */
function programFor(make: (penalties: PenaltyCode) => FragmentProgram): (penalties: PenaltyCode) => FragmentProgram {
  const made = new Map<string, FragmentProgram>();
  return (penalties) => {
    const program = made.get(penalties.name) ?? make(penalties);
    made.set(penalties.name, program);
    return program;
  };
}

/** A weight's squares are summed in so many columns and rows, each for every so many of its texture's. */
const sumSide = 32;

/** Sums of squares of the gradient with penalty, in a square of texels a weight. */
const sumSquares = programFor(({ code, factors }) => ({
  inputs: ['weight', 'gradient'],
  uniforms: { ...floats(Object.keys(factors)), left: 'int', width: 'int', height: 'int', size: 'int' },
  outputs: 1,
  source: `
void main() {
  int column = int(gl_FragCoord.x) - left;
  float sum = 0.0;
  for (int y = int(gl_FragCoord.y); y < height; y += ${sumSide}) {
    for (int x = column; x < width; x += ${sumSide}) {
      float w = texelAt(weight, x, y).x;
      float g = texelAt(gradient, x, y).x;
      ${code}
      // What lies beyond a tensor's last entry is no part of it.
      if (y * width + x < size) sum += g * g;
    }
  }
  out0.x = sum;
}`,
}));

/** The rows' sums. */
const sumRows = {
  inputs: ['squares'],
  outputs: 1,
  source: `
void main() {
  ivec2 to = ivec2(gl_FragCoord.xy);
  vec4 sum = vec4(0.0);
  for (int x = 0; x < ${sumSide}; x += 4) {
    int from = to.x * ${sumSide} + x;
    sum += vec4(texelAt(squares, from, to.y).x, texelAt(squares, from + 1, to.y).x,
                texelAt(squares, from + 2, to.y).x, texelAt(squares, from + 3, to.y).x);
  }
  out0.x = sum.x + sum.z + (sum.y + sum.w);
}`,
} as const satisfies FragmentProgram;

/** The sum of norms with this step's, and the factor that brings the norm down to clipNorm; 0 leaves it. */
const finishNorm = {
  inputs: ['sums', 'normSum'],
  uniforms: { weights: 'int', clipNorm: 'float' },
  outputs: 2,
  source: `
void main() {
  float squares = 0.0;
  for (int x = 0; x < weights; x++) {
    for (int y = 0; y < ${sumSide}; y++) squares += texelAt(sums, x, y).x;
  }
  float norm = sqrt(squares);
  out0.x = texelAt(normSum, 0, 0).x + norm;
  out1.x = clipNorm > 0.0 && norm > clipNorm ? clipNorm / norm : 1.0;
}`,
} as const satisfies FragmentProgram;

/** The weight, `out0`, and its slots after a step. */
const updateWith = ({ gradient, slots, weight, constants }: StepCode) =>
  programFor(({ code, factors }) => ({
    inputs: ['weight', 'gradient', 'factor', ...slots.map((_, i) => `slot${i}`)],
    uniforms: floats([...Object.keys(factors), ...Object.keys(constants)]),
    outputs: 1 + slots.length,
    source: `
void main() {
  ivec2 texel = ivec2(gl_FragCoord.xy);
  float w = texelFetch(weight, texel, 0).x;
  float g = texelFetch(gradient, texel, 0).x;
  ${code}
  g *= texelAt(factor, 0, 0).x;
  g = ${gradient};
  ${slots.map((_, i) => `float s${i} = texelFetch(slot${i}, texel, 0).x;`).join('\n  ')}
  ${slots.map((slot, i) => `float n${i} = ${slot};`).join('\n  ')}
  out0.x = ${weight};
  ${slots.map((_, i) => `out${i + 1}.x = n${i};`).join('\n  ')}
}`,
  }));

const updatePrograms = new Map<string, (penalties: PenaltyCode) => FragmentProgram>();

/** A program for each kind of step and combination of penalties, made when it is first asked for. */
function updateProgram(step: StepCode, penalties: PenaltyCode): FragmentProgram {
  const programs = updatePrograms.get(step.name) ?? updateWith(step);
  updatePrograms.set(step.name, programs);
  return programs(penalties);
}

/** A weight with what its programs read. */
interface Place {
  weight: TensorTexture;
  gradient: TensorTexture;
  slots: Record<string, TensorTexture>;
  penalties: PenaltyCode;
  uniforms: Record<string, number>;
}

/** The sum of gradient norms, the weights, and each weight's slots: new tensors. */
export function update(kernel: KernelArguments): TensorInfo[] {
  const { inputs, attributes, backend, passes } = kernel;
  const { rules, optimizer, clipNorm, clipValue, weightCount } = attributes as UpdateAttributes;
  const { weights, gradientNormSum } = collectUpdate(inputs, attributes as UpdateAttributes);
  const places = weights.map(({ weight: info, gradient, slots }, i): Place => {
    const weight = tensorTexture(backend, info);
    const { width, height } = weight;
    const penalties = penaltyCode(rules[i]!);
    return {
      weight,
      gradient: tensorTexture(backend, gradient),
      slots: Object.fromEntries(slots.map((slot, j) => [`slot${j}`, tensorTexture(backend, slot)])),
      penalties,
      uniforms: { size: sizeOf(info.shape), width, height, ...penalties.factors },
    };
  });

  // Penalize, norm and clip.
  const squares = newTensor(backend, [sumSide, sumSide * weightCount]);
  const squaresOutput = [squares];
  passes.clear(squaresOutput);
  for (const [i, { weight, gradient, penalties, uniforms }] of places.entries()) {
    const left = i * sumSide;
    passes.run({
      program: sumSquares(penalties),
      inputs: { weight, gradient },
      uniforms: { ...uniforms, left },
      outputs: squaresOutput,
      area: { x: left, y: 0, width: Math.min(sumSide, weight.width), height: Math.min(sumSide, weight.height) },
    });
  }
  const sums = newTensor(backend, [sumSide, weightCount]);
  passes.run({ program: sumRows, inputs: { squares }, outputs: [sums] });
  const normSum = newTensor(backend, [1]);
  const factor = newTensor(backend, [1]);
  passes.run({
    program: finishNorm,
    inputs: { sums, normSum: tensorTexture(backend, gradientNormSum) },
    uniforms: { weights: weightCount, clipNorm },
    outputs: [normSum, factor],
  });

  // Penalize, optimizer, project.
  const step = stepCode(optimizer, clipValue);
  const updated = places.map(({ weight, gradient, slots, penalties, uniforms }, i) => {
    const outputs = [weights[i]!.weight, ...weights[i]!.slots].map(({ shape }) => newTensor(backend, shape));
    passes.run({
      program: updateProgram(step, penalties),
      inputs: { weight, gradient, factor, ...slots },
      uniforms: { ...uniforms, ...step.constants },
      outputs,
    });
    const [stepped, ...newSlots] = outputs;
    const projected = project(kernel, stepped!, rules[i]!, optimizer.learningRate);
    return [projected, ...newSlots].map(({ info }) => info);
  });
  release(backend, [squares, sums, factor]);
  return [normSum.info, ...updated.map(([weight]) => weight!), ...updated.flatMap(([, ...slots]) => slots)];
}
