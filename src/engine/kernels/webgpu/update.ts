// The update op on webgpu: the norm of all gradients in a few programs, then one program a weight that writes
// weight and slots in place, then what projects the weight. The first two penalize: keeping the penalized gradient
// would cost more.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { UpdateAttributes } from '../../ops/update';
import type { WeightRule } from '../../rules/table';
import { penaltyCode } from '../gpu-penalties';
import { type StepCode, stepCode } from '../gpu-steps';
import type { UpdateTensors } from '../update-tensors';
import { allocate, runProgram } from './program';
import { project } from './projections';
import type { RecordingBackend } from './recording-backend';

const threads = 64;
/** Numbers that a thread updates. */
const numbersPerThread = 4;
/** Weights whose gradients one program sums up: with more, some devices could not bind all buffers. */
const weightsPerSum = 3;
/** Threads that sum up what the others summed up. */
const normThreads = 128;
/** Squares that a workgroup sums up, … */
const squaresPerGroup = 2048;
/** … unless that makes too many workgroups. */
const mostGroups = 64;

interface RuledWeight {
  weight: TensorInfo;
  gradient: TensorInfo;
  slots: TensorInfo[];
  rules: readonly WeightRule[];
  size: number;
  /** Workgroups that sum up its gradient's squares. */
  groups: number;
}

/** Takes one step in the memory of weights, slots and norm sum. */
export function updateInPlace(
  backend: RecordingBackend,
  tensors: UpdateTensors,
  { rules, optimizer, clipNorm, clipValue }: UpdateAttributes,
): void {
  const weights = tensors.weights.map((tensor, i): RuledWeight => {
    const size = tensor.weight.shape.reduce((product, count) => product * count, 1);
    return { ...tensor, rules: rules[i]!, size, groups: Math.min(mostGroups, Math.ceil(size / squaresPerGroup)) };
  });
  const sums = weights.reduce((count, { groups }) => count + groups * threads, 0);
  /** Sums of squares, and last the factor on all gradients. */
  const norms = allocate(backend, 'norms', [sums + 1]);
  // Penalize, norm and clip.
  let firstSum = 0;
  for (let i = 0; i < weights.length; i += weightsPerSum) {
    firstSum += sumSquares(backend, weights.slice(i, i + weightsPerSum), norms, firstSum);
  }
  sumNorms(backend, norms, tensors.gradientNormSum, sums, clipNorm);
  // Penalize, optimizer.
  const step = stepCode(optimizer, clipValue, 'given.');
  for (const weight of weights) updateWeight(backend, weight, norms, sums, step);
  // Project.
  for (const { weight, rules: own } of weights) project(backend, weight, own, optimizer.learningRate);
  backend.disposeData(norms.dataId);
}

/** Writes one sum of squares a thread, which takes no barriers; returns how many. */
function sumSquares(
  backend: RecordingBackend,
  weights: readonly RuledWeight[],
  norms: TensorInfo,
  firstSum: number,
): number {
  const groups = weights.reduce((count, weight) => count + weight.groups, 0);
  const penalties = weights.map(({ rules }, i) => penaltyCode(rules, `${i}_`, 'given.'));
  runProgram(backend, {
    name: `sum of squares: ${penalties.map(({ name }) => name).join(', ')}`,
    workgroupSize: [threads, 1],
    code: () => `
fn main() {
  var group = workgroupIndex();
  var sum = 0.0;
  ${penalties
    .map(
      ({ code }, i) => `
  if (group < given.groups${i}) {
    for (var at = group * ${threads}u + localIndex; at < given.size${i}; at += given.groups${i} * ${threads}u) {
      let w = weight${i}[at];
      var g = gradient${i}[at];
      ${code}
      sum += g * g;
    }
  }
  group -= given.groups${i};`,
    )
    .join('')}
  if (workgroupIndex() < given.groups) { norms[given.firstSum + workgroupIndex() * ${threads}u + localIndex] = sum; }
}`,
    writes: { norms },
    reads: Object.fromEntries(
      weights.flatMap(({ weight, gradient }, i) => [
        [`weight${i}`, weight],
        [`gradient${i}`, gradient],
      ]),
    ),
    sizes: {
      firstSum,
      groups,
      ...Object.fromEntries(
        weights.flatMap((weight, i) => [
          [`groups${i}`, weight.groups],
          [`size${i}`, weight.size],
        ]),
      ),
    },
    factors: Object.assign({}, ...penalties.map(({ factors }) => factors)),
    workgroups: groups,
  });
  return groups * threads;
}

/** gradientNormSum += norm, and the factor that brings a gradient of this norm down to clipNorm. */
function sumNorms(
  backend: RecordingBackend,
  norms: TensorInfo,
  gradientNormSum: TensorInfo,
  sums: number,
  clipNorm: number,
): void {
  runProgram(backend, {
    name: 'gradient norm',
    workgroupSize: [normThreads, 1],
    code: () => `
var<workgroup> partSums: array<f32, ${normThreads}>;
fn main() {
  var sum = 0.0;
  for (var i = localIndex; i < given.sums; i += ${normThreads}u) { sum += norms[i]; }
  partSums[localIndex] = sum;
  for (var half = ${normThreads / 2}u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (localIndex < half) { partSums[localIndex] += partSums[localIndex + half]; }
  }
  if (localIndex == 0u) {
    let norm = sqrt(partSums[0]);
    gradientNormSum[0] += norm;
    norms[given.sums] = select(1.0, given.clipNorm / norm, given.clipNorm > 0.0 && norm > given.clipNorm);
  }
}`,
    writes: { norms, gradientNormSum },
    reads: {},
    sizes: { sums },
    factors: { clipNorm },
    workgroups: 1,
  });
}

function updateWeight(
  backend: RecordingBackend,
  { weight, gradient, slots, rules, size }: RuledWeight,
  norms: TensorInfo,
  sums: number,
  step: StepCode,
): void {
  const { name, code, factors } = penaltyCode(rules, '', 'given.');
  runProgram(backend, {
    name: `${step.name}: ${name}`,
    workgroupSize: [threads, 1],
    code: () => `
fn main() {
  let factor = norms[given.sums];
  let first = workgroupIndex() * ${threads * numbersPerThread}u + localIndex;
  for (var i = 0u; i < ${numbersPerThread}u; i++) {
    let at = first + i * ${threads}u;
    if (at >= given.size) { return; }
    let w = weight[at];
    var g = gradient[at];
    ${code}
    g *= factor;
    g = ${step.gradient};
    ${step.slots.map((_, j) => `let s${j} = slot${j}[at];`).join('\n    ')}
    ${step.slots.map((slot, j) => `let n${j} = ${slot};\n    slot${j}[at] = n${j};`).join('\n    ')}
    weight[at] = ${step.weight};
  }
}`,
    writes: { weight, ...Object.fromEntries(slots.map((slot, i) => [`slot${i}`, slot])) },
    reads: { gradient, norms },
    sizes: { size, sums },
    factors: { ...factors, ...step.constants },
    workgroups: Math.ceil(size / (threads * numbersPerThread)),
  });
}
