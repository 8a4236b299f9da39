// The ops that go over a text's tokens on wasm: each finds its tensors in memory and calls one kernel.

import { Activity, type ActivityAttributes, ActivityGrad } from '../../ops/activity';
import {
  AttentionScores,
  type AttentionScoresAttributes,
  AttentionScoresGrad,
  WeightedSum,
  WeightedSumGrad,
} from '../../ops/attention';
import { MaxOverTime, MaxOverTimeGrad, type MaxOverTimeGradAttributes } from '../../ops/max-over-time';
import { MeanOverTime, MeanOverTimeGrad, type MeanOverTimeGradAttributes } from '../../ops/mean-over-time';
import { SideBySide, SideBySideGrad, type SideBySideGradAttributes } from '../../ops/side-by-side';
import type { Memory } from './memory';
import type { SimdKernels } from './module';

const rowsOf = (shape: readonly number[]) => shape.slice(0, -1).reduce((product, size) => product * size, 1);

export function registerOverTime({ register, allocate, zeros, locate }: Memory, simd: SimdKernels): void {
  register(MeanOverTime, ({ backend, pointer, shape }) => {
    const [batch, time, width] = shape('x') as [number, number, number];
    const out = allocate(backend, [batch, width]);
    simd.meanOverTimeForward(pointer('x'), pointer('lengths'), locate(backend, out), batch, time, width);
    return out;
  });

  register(MeanOverTimeGrad, ({ attributes, backend, pointer, shape }) => {
    const { time } = attributes as MeanOverTimeGradAttributes;
    const [batch, width] = shape('dy') as [number, number];
    const dX = zeros(backend, [batch, time, width]);
    simd.meanOverTimeBackward(pointer('dy'), pointer('lengths'), locate(backend, dX), batch, time, width);
    return dX;
  });

  register(MaxOverTime, ({ backend, pointer, shape }) => {
    const [batch, time, width] = shape('x') as [number, number, number];
    const made = [allocate(backend, [batch, width]), allocate(backend, [batch, width])];
    const [value, places] = made.map((tensor) => locate(backend, tensor));
    simd.maxOverTimeForward(pointer('x'), pointer('lengths'), value!, places!, batch, time, width);
    return made;
  });

  register(MaxOverTimeGrad, ({ attributes, backend, pointer, shape }) => {
    const { time } = attributes as MaxOverTimeGradAttributes;
    const [batch, width] = shape('dy') as [number, number];
    const dX = zeros(backend, [batch, time, width]);
    simd.maxOverTimeBackward(pointer('dy'), pointer('places'), locate(backend, dX), batch, time, width);
    return dX;
  });

  register(AttentionScores, ({ attributes, backend, pointer, shape }) => {
    const { time } = attributes as AttentionScoresAttributes;
    const [batch] = shape('lengths') as [number];
    const [units] = shape('score') as [number];
    const made = [zeros(backend, [batch, time]), zeros(backend, shape('z'))];
    const [scores, hidden] = made.map((tensor) => locate(backend, tensor));
    const inputs = [pointer('z'), pointer('score'), pointer('lengths')] as const;
    simd.attentionScoresForward(...inputs, hidden!, scores!, batch, time, units);
    return made;
  });

  register(AttentionScoresGrad, ({ attributes, backend, pointer, shape }) => {
    const { time } = attributes as AttentionScoresAttributes;
    const [batch] = shape('lengths') as [number];
    const [units] = shape('score') as [number];
    const made = [zeros(backend, shape('hidden')), zeros(backend, [units])];
    const [dZ, dScore] = made.map((tensor) => locate(backend, tensor));
    const inputs = [pointer('dy'), pointer('hidden'), pointer('score'), pointer('lengths')] as const;
    simd.attentionScoresBackward(...inputs, dZ!, dScore!, batch, time, units);
    return made;
  });

  register(WeightedSum, ({ backend, pointer, shape }) => {
    const [batch, time, width] = shape('x') as [number, number, number];
    const out = allocate(backend, [batch, width]);
    const inputs = [pointer('weights'), pointer('x'), pointer('lengths')] as const;
    simd.weightedSumForward(...inputs, locate(backend, out), batch, time, width);
    return out;
  });

  register(WeightedSumGrad, ({ backend, pointer, shape }) => {
    const [batch, time, width] = shape('x') as [number, number, number];
    const made = [zeros(backend, [batch, time]), zeros(backend, [batch, time, width])];
    const [dWeights, dX] = made.map((tensor) => locate(backend, tensor));
    const inputs = [pointer('dy'), pointer('weights'), pointer('x'), pointer('lengths')] as const;
    simd.weightedSumBackward(...inputs, dWeights!, dX!, batch, time, width);
    return made;
  });

  register(Activity, ({ attributes, backend, pointer, shape }) => {
    const { temporal, factor } = attributes as ActivityAttributes;
    const [batch, time, width] = shape('x') as [number, number, number];
    const sum = simd.sumOfSquares(pointer('x'), pointer('lengths'), batch, time, width, Number(temporal));
    return backend.makeOutput([], 'float32', undefined, Float32Array.of(factor * sum));
  });

  register(ActivityGrad, ({ attributes, inputs, backend, pointer, shape }) => {
    const { temporal, factor } = attributes as ActivityAttributes;
    const [batch, time, width] = shape('x') as [number, number, number];
    const dX = zeros(backend, [batch, time, width]);
    const [dy] = backend.typedArrayFromHeap(inputs.dy!);
    const scale = 2 * factor * dy!;
    const places = [pointer('x'), pointer('lengths'), locate(backend, dX)] as const;
    simd.activityBackward(...places, batch, time, width, Number(temporal), scale);
    return dX;
  });

  register(SideBySide, ({ backend, pointer, shape }) => {
    const [leftWidth, rightWidth] = [shape('left').at(-1)!, shape('right').at(-1)!];
    const out = allocate(backend, [...shape('left').slice(0, -1), leftWidth + rightWidth]);
    const rows = rowsOf(shape('left'));
    simd.sideBySide(pointer('left'), pointer('right'), locate(backend, out), rows, leftWidth, rightWidth);
    return out;
  });

  register(SideBySideGrad, ({ attributes, backend, pointer, shape }) => {
    const { leftWidth } = attributes as SideBySideGradAttributes;
    const rightWidth = shape('dy').at(-1)! - leftWidth;
    const made = [leftWidth, rightWidth].map((width) => allocate(backend, [...shape('dy').slice(0, -1), width]));
    const [left, right] = made.map((tensor) => locate(backend, tensor));
    simd.partSides(pointer('dy'), left!, right!, rowsOf(shape('dy')), leftWidth, rightWidth);
    return made;
  });
}
