// The update op on webgpu: the norm of all gradients in a few programs, then one program a weight that writes
// weight and slots in place. Both compute the penalty's gradient; keeping it would cost more.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { PenaltyCoefficients } from '../../../experiment/penalties';
import type { OptimizerStep, StepKind, UpdateAttributes } from '../../ops/update';
import type { UpdateTensors } from '../update-tensors';
import { allocate, runProgram } from './program';
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

interface PenalizedWeight {
  weight: TensorInfo;
  gradient: TensorInfo;
  slots: TensorInfo[];
  penalty: PenaltyCoefficients;
  size: number;
  /** Workgroups that sum up its gradient's squares. */
  groups: number;
}

/** Takes one step in the memory of weights, slots and norm sum. */
export function updateInPlace(
  backend: RecordingBackend,
  tensors: UpdateTensors,
  { penalties, optimizer, clipNorm }: UpdateAttributes,
): void {
  const weights = tensors.weights.map((tensor, i): PenalizedWeight => {
    const size = tensor.weight.shape.reduce((product, count) => product * count, 1);
    return { ...tensor, penalty: penalties[i]!, size, groups: Math.min(mostGroups, Math.ceil(size / squaresPerGroup)) };
  });
  const sums = weights.reduce((count, { groups }) => count + groups * threads, 0);
  /** Sums of squares, and last the factor on all gradients. */
  const norms = allocate(backend, 'norms', [sums + 1]);
  let firstSum = 0;
  for (let i = 0; i < weights.length; i += weightsPerSum) {
    firstSum += sumSquares(backend, weights.slice(i, i + weightsPerSum), norms, firstSum);
  }
  sumNorms(backend, norms, tensors.gradientNormSum, sums, clipNorm);
  for (const weight of weights) updateWeight(backend, weight, norms, sums, optimizer);
  backend.disposeData(norms.dataId);
}

const penaltyFunction = `
// l1·sign w + 2·l2·w + 3·l3·w·|w|
fn penaltyGradient(w: f32, l1: f32, l2: f32, l3: f32) -> f32 {
  return sign(w) * l1 + 2.0 * l2 * w + 3.0 * l3 * (w * abs(w));
}
`;

const isPenalized = ({ penalty }: { penalty: PenaltyCoefficients }) => Number(Object.values(penalty).some(Boolean));

const coefficients = (i: number | string) => `given.l1${i}, given.l2${i}, given.l3${i}`;

/** The numbers that programs over several weights find under these names. */
const penaltyFactors = (weights: readonly PenalizedWeight[]) =>
  Object.fromEntries(
    weights.flatMap(({ penalty }, i) =>
      Object.entries(penalty).map(([name, value]) => [`${name}${i}`, value] as const),
    ),
  );

/** Writes one sum of squares a thread, which takes no barriers; returns how many. */
function sumSquares(
  backend: RecordingBackend,
  weights: readonly PenalizedWeight[],
  norms: TensorInfo,
  firstSum: number,
): number {
  const groups = weights.reduce((count, weight) => count + weight.groups, 0);
  runProgram(backend, {
    name: `sum of squares of ${weights.length}`,
    workgroupSize: [threads, 1],
    code: () => `${penaltyFunction}
fn main() {
  var group = workgroupIndex();
  var sum = 0.0;
  ${weights
    .map(
      (_, i) => `
  if (group < given.groups${i}) {
    for (var at = group * ${threads}u + localIndex; at < given.size${i}; at += given.groups${i} * ${threads}u) {
      var g = gradient${i}[at];
      if (given.penalized${i} == 1u) { g += penaltyGradient(weight${i}[at], ${coefficients(i)}); }
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
          [`penalized${i}`, isPenalized(weight)],
        ]),
      ),
    },
    factors: penaltyFactors(weights),
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
  { weight, gradient, slots, penalty, size }: PenalizedWeight,
  norms: TensorInfo,
  sums: number,
  optimizer: OptimizerStep,
): void {
  const { kind, ...factors } = optimizer;
  runProgram(backend, {
    name: kind,
    workgroupSize: [threads, 1],
    code: () => `${penaltyFunction}
fn main() {
  let factor = norms[given.sums];
  let first = workgroupIndex() * ${threads * numbersPerThread}u + localIndex;
  for (var i = 0u; i < ${numbersPerThread}u; i++) {
    let at = first + i * ${threads}u;
    if (at >= given.size) { return; }
    let w = weight[at];
    var g = gradient[at];
    if (given.penalized == 1u) { g += penaltyGradient(w, ${coefficients('')}); }
    g *= factor;
    ${optimizerCode[kind]}
  }
}`,
    writes: { weight, ...Object.fromEntries(slots.map((slot, i) => [`slot${i}`, slot])) },
    reads: { gradient, norms },
    sizes: { size, sums, penalized: isPenalized({ penalty }) },
    factors: { ...penalty, ...factors, ...(optimizer.kind === 'adam' && complements(optimizer)) },
    workgroups: Math.ceil(size / (threads * numbersPerThread)),
  });
}

/** Computed before rounding: β₂ is close to 1. */
const complements = ({ beta1, beta2 }: { beta1: number; beta2: number }) => ({ rest1: 1 - beta1, rest2: 1 - beta2 });

const optimizerCode: Record<StepKind, string> = {
  sgd: `
    let velocity = given.momentum * slot0[at] + g;
    slot0[at] = velocity;
    weight[at] = w - given.rate * velocity;`,
  adam: `
    let mean = given.beta1 * slot0[at] + given.rest1 * g;
    let square = given.beta2 * slot1[at] + given.rest2 * (g * g);
    slot0[at] = mean;
    slot1[at] = square;
    weight[at] = w * given.keep - given.rate * mean / (sqrt(square) * given.rootCorrection + given.epsilon);`,
};
