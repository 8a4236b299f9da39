// The kernels that go over a text's tokens, as they are registered on the cpu.

import { Activity, type ActivityAttributes, ActivityGrad } from '../../ops/activity';
import {
  AttentionScores,
  type AttentionScoresAttributes,
  AttentionScoresGrad,
  WeightedSum,
  WeightedSumGrad,
} from '../../ops/attention';
import { Convolution, type ConvolutionAttributes, ConvolutionGrad } from '../../ops/convolution';
import { MaxOverTime, MaxOverTimeGrad, type MaxOverTimeGradAttributes } from '../../ops/max-over-time';
import { MeanOverTime, MeanOverTimeGrad, type MeanOverTimeGradAttributes } from '../../ops/mean-over-time';
import { SideBySide, SideBySideGrad, type SideBySideGradAttributes } from '../../ops/side-by-side';
import type { PlainKernel } from '../plain';
import { attentionScoresBackward, attentionScoresForward, weightedSumBackward, weightedSumForward } from './attention';
import { convolutionBackward, convolutionForward } from './convolution';
import { meanOverTimeBackward, meanOverTimeForward } from './mean-over-time';
import {
  activityBackward,
  columnsOf,
  maxOverTimeBackward,
  maxOverTimeForward,
  sideBySide,
  sumOfSquares,
} from './over-time';

export const overTimeKernels: Readonly<Record<string, PlainKernel>> = {
  [MeanOverTime]({ floats, integers, shape }) {
    const [batch, time, width] = shape('x') as [number, number, number];
    return [[batch, width], meanOverTimeForward(floats('x'), integers('lengths'), time, width)];
  },
  [MeanOverTimeGrad]({ attributes, floats, integers, shape }) {
    const { time } = attributes as MeanOverTimeGradAttributes;
    const [batch, width] = shape('dy') as [number, number];
    return [[batch, time, width], meanOverTimeBackward(floats('dy'), integers('lengths'), time, width)];
  },
  [MaxOverTime]({ floats, integers, shape }) {
    const [batch, time, width] = shape('x') as [number, number, number];
    const { value, places } = maxOverTimeForward(floats('x'), integers('lengths'), time, width);
    return [
      [[batch, width], value],
      [[batch, width], places],
    ];
  },
  [MaxOverTimeGrad]({ attributes, floats, shape }) {
    const { time } = attributes as MaxOverTimeGradAttributes;
    const [batch, width] = shape('dy') as [number, number];
    return [[batch, time, width], maxOverTimeBackward(floats('dy'), floats('places'), time, width)];
  },
  [AttentionScores]({ attributes, floats, integers, shape }) {
    const { time } = attributes as AttentionScoresAttributes;
    const inputs = { z: floats('z'), score: floats('score'), lengths: integers('lengths') };
    const { scores, hidden } = attentionScoresForward(inputs, time);
    return [
      [[inputs.lengths.length, time], scores],
      [shape('z'), hidden],
    ];
  },
  [AttentionScoresGrad]({ attributes, floats, integers, shape }) {
    const { time } = attributes as AttentionScoresAttributes;
    const inputs = { dy: floats('dy'), hidden: floats('hidden'), score: floats('score'), lengths: integers('lengths') };
    const { dZ, dScore } = attentionScoresBackward(inputs, time);
    return [
      [shape('hidden'), dZ],
      [shape('score'), dScore],
    ];
  },
  [WeightedSum]({ floats, integers, shape }) {
    const [batch, time, width] = shape('x') as [number, number, number];
    const inputs = { weights: floats('weights'), x: floats('x'), lengths: integers('lengths') };
    return [[batch, width], weightedSumForward(inputs, time, width)];
  },
  [WeightedSumGrad]({ floats, integers, shape }) {
    const [, time, width] = shape('x') as [number, number, number];
    const inputs = { dy: floats('dy'), weights: floats('weights'), x: floats('x'), lengths: integers('lengths') };
    const { dWeights, dX } = weightedSumBackward(inputs, time, width);
    return [
      [shape('weights'), dWeights],
      [shape('x'), dX],
    ];
  },
  [Activity]({ attributes, floats, integers, shape }) {
    const [, time, width] = shape('x') as [number, number, number];
    const { temporal, factor } = attributes as ActivityAttributes;
    const sum = sumOfSquares(floats('x'), integers('lengths'), { time, width, temporal });
    return [[], Float32Array.of(factor * sum)];
  },
  [ActivityGrad]({ attributes, floats, integers, shape }) {
    const [, time, width] = shape('x') as [number, number, number];
    const inputs = { dy: floats('dy'), x: floats('x'), lengths: integers('lengths') };
    return [shape('x'), activityBackward(inputs, attributes as ActivityAttributes, time, width)];
  },
  [Convolution]({ attributes, floats, integers, shape }) {
    const given = attributes as ConvolutionAttributes;
    const [batch, , size] = shape('x') as [number, number, number];
    const inputs = { x: floats('x'), kernel: floats('kernel'), bias: floats('bias'), lengths: integers('lengths') };
    const { value, packed } = convolutionForward(inputs, given);
    return [
      [[batch, given.outTime, inputs.bias.length], value],
      [[given.rows, size], packed],
    ];
  },
  [ConvolutionGrad]({ attributes, floats, integers, shape }) {
    const given = attributes as ConvolutionAttributes;
    const [, size, filters] = shape('kernel') as [number, number, number];
    const inputs = {
      dy: floats('dy'),
      packed: floats('packed'),
      kernel: floats('kernel'),
      lengths: integers('lengths'),
    };
    const { dX, dKernel, dBias } = convolutionBackward(inputs, given, filters);
    return [
      [[inputs.lengths.length, given.time, size], dX],
      [shape('kernel'), dKernel],
      [[filters], dBias],
    ];
  },
  [SideBySide]({ floats, shape }) {
    const leftWidth = shape('left').at(-1)!;
    const rightWidth = shape('right').at(-1)!;
    const rows = shape('left').slice(0, -1);
    return [[...rows, leftWidth + rightWidth], sideBySide(floats('left'), floats('right'), leftWidth, rightWidth)];
  },
  [SideBySideGrad]({ attributes, floats, shape }) {
    const { leftWidth } = attributes as SideBySideGradAttributes;
    const rows = shape('dy').slice(0, -1);
    const width = shape('dy').at(-1)!;
    return [
      [[...rows, leftWidth], columnsOf(floats('dy'), width, 0, leftWidth)],
      [[...rows, width - leftWidth], columnsOf(floats('dy'), width, leftWidth, width)],
    ];
  },
};
