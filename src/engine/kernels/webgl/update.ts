// The update op on webgl: the global norm by sums of sums, which end in a single texel that the updates read; then
// one program a weight, which writes the weight and its slots.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { OptimizerStep, StepKind, UpdateAttributes } from '../../ops/update';
import { collectUpdate } from '../update-tensors';
import type { KernelArguments } from './kernel';
import type { FragmentProgram } from './pass';
import { newTensor, release, sizeOf, type TensorTexture, tensorTexture } from './texture';

const penalized = `
float withPenalty(float g, float w) {
  return g + (l1 * sign(w) + twoL2 * w + threeL3 * (w * abs(w)));
}
`;
const penaltyUniforms = { l1: 'float', twoL2: 'float', threeL3: 'float' } as const;

/** A weight's squares are summed in so many columns and rows, each for every so many of its texture's. */
const sumSide = 32;

/** Sums of squares of the gradient with penalty, in a square of texels a weight. */
const sumSquares = {
  inputs: ['weight', 'gradient'],
  uniforms: { ...penaltyUniforms, left: 'int', width: 'int', height: 'int', size: 'int' },
  outputs: 1,
  source: `${penalized}
void main() {
  int column = int(gl_FragCoord.x) - left;
  float sum = 0.0;
  for (int y = int(gl_FragCoord.y); y < height; y += ${sumSide}) {
    for (int x = column; x < width; x += ${sumSide}) {
      float g = withPenalty(texelAt(gradient, x, y).x, texelAt(weight, x, y).x);
      // What lies beyond a tensor's last entry is no part of it.
      if (y * width + x < size) sum += g * g;
    }
  }
  out0.x = sum;
}`,
} as const satisfies FragmentProgram;

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

const updatePrograms: Record<StepKind, FragmentProgram> = {
  sgd: {
    inputs: ['weight', 'gradient', 'factor', 'slot0'],
    uniforms: { ...penaltyUniforms, rate: 'float', momentum: 'float' },
    outputs: 2,
    source: `${penalized}
void main() {
  ivec2 texel = ivec2(gl_FragCoord.xy);
  float w = texelFetch(weight, texel, 0).x;
  float g = withPenalty(texelFetch(gradient, texel, 0).x, w) * texelAt(factor, 0, 0).x;
  float v = momentum * texelFetch(slot0, texel, 0).x + g;
  out0.x = w - rate * v;
  out1.x = v;
}`,
  },
  adam: {
    inputs: ['weight', 'gradient', 'factor', 'slot0', 'slot1'],
    uniforms: {
      ...penaltyUniforms,
      rate: 'float',
      keep: 'float',
      beta1: 'float',
      rest1: 'float',
      beta2: 'float',
      rest2: 'float',
      epsilon: 'float',
      rootCorrection: 'float',
    },
    outputs: 3,
    source: `${penalized}
void main() {
  ivec2 texel = ivec2(gl_FragCoord.xy);
  float w = texelFetch(weight, texel, 0).x;
  float g = withPenalty(texelFetch(gradient, texel, 0).x, w) * texelAt(factor, 0, 0).x;
  float m = beta1 * texelFetch(slot0, texel, 0).x + rest1 * g;
  float v = beta2 * texelFetch(slot1, texel, 0).x + rest2 * (g * g);
  out0.x = w * keep - rate * m / (sqrt(v) * rootCorrection + epsilon);
  out1.x = m;
  out2.x = v;
}`,
  },
};

/** A weight with what its programs read. */
interface Place {
  weight: TensorTexture;
  gradient: TensorTexture;
  slots: Record<string, TensorTexture>;
  uniforms: Record<string, number>;
}

/** The sum of gradient norms, the weights, and each weight's slots: new tensors. */
export function update({ inputs, attributes, backend, passes }: KernelArguments): TensorInfo[] {
  const { penalties, optimizer, clipNorm, weightCount } = attributes as UpdateAttributes;
  const { weights, gradientNormSum } = collectUpdate(inputs, attributes as UpdateAttributes);
  const places = weights.map(({ weight: info, gradient, slots }, i): Place => {
    const { l1, l2, l3 } = penalties[i]!;
    const weight = tensorTexture(backend, info);
    const { width, height } = weight;
    return {
      weight,
      gradient: tensorTexture(backend, gradient),
      slots: Object.fromEntries(slots.map((slot, j) => [`slot${j}`, tensorTexture(backend, slot)])),
      uniforms: { size: sizeOf(info.shape), width, height, l1, twoL2: 2 * l2, threeL3: 3 * l3 },
    };
  });

  const squares = newTensor(backend, [sumSide, sumSide * weightCount]);
  const squaresOutput = [squares];
  passes.clear(squaresOutput);
  for (const [i, { weight, gradient, uniforms }] of places.entries()) {
    const left = i * sumSide;
    passes.run({
      program: sumSquares,
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

  const updated = places.map(({ weight, gradient, slots, uniforms }, i) => {
    const outputs = [weights[i]!.weight, ...weights[i]!.slots].map(({ shape }) => newTensor(backend, shape));
    passes.run({
      program: updatePrograms[optimizer.kind],
      inputs: { weight, gradient, factor, ...slots },
      uniforms: { ...uniforms, ...constantsOf(optimizer) },
      outputs,
    });
    return outputs.map(({ info }) => info);
  });
  release(backend, [squares, sums, factor]);
  return [normSum.info, ...updated.map(([weight]) => weight!), ...updated.flatMap(([, ...slots]) => slots)];
}

function constantsOf(optimizer: OptimizerStep): Record<string, number> {
  const { kind, ...constants } = optimizer;
  if (optimizer.kind === 'sgd') return constants;
  return { ...constants, rest1: 1 - optimizer.beta1, rest2: 1 - optimizer.beta2 };
}
