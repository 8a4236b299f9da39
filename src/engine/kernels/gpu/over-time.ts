// The ops that go over a text's tokens, on both GPUs. What each computes is written out in kernels/cpu/over-time.ts.

import { Activity, type ActivityAttributes, ActivityGrad } from '../../ops/activity';
import { LastOverTime, type LastOverTimeAttributes, LastOverTimeGrad } from '../../ops/last-over-time';
import { MaxOverTime, MaxOverTimeGrad, type MaxOverTimeGradAttributes } from '../../ops/max-over-time';
import { SideBySide, SideBySideGrad, type SideBySideGradAttributes } from '../../ops/side-by-side';
import { columnsOf, type GpuKernel, type GpuProgram } from './program';

const joined: GpuProgram = {
  name: 'side by side',
  reads: ['left', 'right'],
  sizes: ['leftWidth'],
  code: `
if (column < leftWidth) { result = left(row, column); } else { result = right(row, column - leftWidth); }`,
};

const partOf: GpuProgram = {
  name: 'one side',
  reads: ['both'],
  sizes: ['first'],
  code: 'result = both(row, column + first);',
};

const largestPlace: GpuProgram = {
  name: 'place of the largest',
  reads: ['x', 'lengths'],
  sizes: ['time'],
  code: `
int length = int(lengths(0, row));
int best = -1;
float largest = 0.0;
for (int t = 0; t < length; t++) {
  float value = x(row * time + t, column);
  if (t == 0 || value > largest) {
    largest = value;
    best = t;
  }
}
result = float(best);`,
};

const atPlace: GpuProgram = {
  name: 'number at a place',
  reads: ['x', 'places'],
  sizes: ['time'],
  code: `
int place = int(places(row, column));
if (place >= 0) { result = x(row * time + place, column); }`,
};

const toPlace: GpuProgram = {
  name: 'gradient to a place',
  reads: ['dy', 'places'],
  sizes: ['time'],
  code: `
int text = row / time;
if (int(places(text, column)) == row - text * time) { result = dy(text, column); }`,
};

const lastState: GpuProgram = {
  name: 'last state',
  reads: ['x', 'lengths'],
  sizes: ['time', 'forwardWidth'],
  code: `
int length = int(lengths(0, row));
int place = 0;
if (column < forwardWidth) { place = length - 1; }
if (length > 0) { result = x(row * time + place, column); }`,
};

const toLastState: GpuProgram = {
  name: 'gradient to the last state',
  reads: ['dy', 'lengths'],
  sizes: ['time', 'forwardWidth'],
  code: `
int text = row / time;
int length = int(lengths(0, text));
int place = 0;
if (column < forwardWidth) { place = length - 1; }
if (length > 0 && place == row - text * time) { result = dy(text, column); }`,
};

const textSquares: GpuProgram = {
  name: 'squares of a text',
  reads: ['x', 'lengths'],
  sizes: ['time', 'width', 'temporal'],
  code: `
int length = int(lengths(0, column));
for (int t = temporal; t < length; t++) {
  for (int u = 0; u < width; u++) {
    float value = x(column * time + t, u);
    if (temporal == 1) { value -= x(column * time + t - 1, u); }
    result += value * value;
  }
}`,
};

const total: GpuProgram = {
  name: 'total',
  reads: ['parts'],
  sizes: ['count'],
  factors: ['factor'],
  code: `
for (int i = 0; i < count; i++) { result += parts(0, i); }
result = factor * result;`,
};

const activityGradient: GpuProgram = {
  name: 'gradient of activity',
  reads: ['dy', 'x', 'lengths'],
  sizes: ['time', 'temporal'],
  factors: ['factor'],
  code: `
int text = row / time;
int t = row - text * time;
int length = int(lengths(0, text));
if (t < length) {
  float value = x(row, column);
  if (temporal == 1) {
    float change = 0.0;
    if (t > 0) { change += value - x(row - 1, column); }
    if (t + 1 < length) { change -= x(row + 1, column) - value; }
    value = change;
  }
  result = 2.0 * factor * dy(0, 0) * value;
}`,
};

export const overTimeKernels: Readonly<Record<string, GpuKernel>> = {
  [SideBySide](runner, { left, right }) {
    const leftWidth = columnsOf(left!);
    const shape = [...left!.shape.slice(0, -1), leftWidth + columnsOf(right!)];
    return [runner.run(joined, shape, { reads: { left: left!, right: right! }, sizes: { leftWidth } })];
  },
  [SideBySideGrad](runner, { dy }, attributes) {
    const { leftWidth } = attributes as SideBySideGradAttributes;
    const rows = dy!.shape.slice(0, -1);
    const part = (first: number, width: number) =>
      runner.run(partOf, [...rows, width], { reads: { both: dy! }, sizes: { first } });
    return [part(0, leftWidth), part(leftWidth, columnsOf(dy!) - leftWidth)];
  },
  [MaxOverTime](runner, { x, lengths }) {
    const [batch, time, width] = x!.shape as [number, number, number];
    const sizes = { time };
    const places = runner.run(largestPlace, [batch, width], { reads: { x: x!, lengths: lengths! }, sizes });
    return [runner.run(atPlace, [batch, width], { reads: { x: x!, places }, sizes }), places];
  },
  [MaxOverTimeGrad](runner, { dy, places }, attributes) {
    const { time } = attributes as MaxOverTimeGradAttributes;
    const [batch, width] = dy!.shape as [number, number];
    return [runner.run(toPlace, [batch, time, width], { reads: { dy: dy!, places: places! }, sizes: { time } })];
  },
  [LastOverTime](runner, { x, lengths }, attributes) {
    const [batch, , width] = x!.shape as [number, number, number];
    const sizes = { ...(attributes as LastOverTimeAttributes) };
    return [runner.run(lastState, [batch, width], { reads: { x: x!, lengths: lengths! }, sizes })];
  },
  [LastOverTimeGrad](runner, { dy, lengths }, attributes) {
    const sizes = { ...(attributes as LastOverTimeAttributes) };
    const [batch, width] = dy!.shape as [number, number];
    const reads = { dy: dy!, lengths: lengths! };
    return [runner.run(toLastState, [batch, sizes.time, width], { reads, sizes })];
  },
  [Activity](runner, { x, lengths }, attributes) {
    const { temporal, factor } = attributes as ActivityAttributes;
    const [batch, time, width] = x!.shape as [number, number, number];
    const sizes = { time, width, temporal: Number(temporal) };
    const parts = runner.run(textSquares, [batch], { reads: { x: x!, lengths: lengths! }, sizes });
    const sum = runner.run(total, [], { reads: { parts }, sizes: { count: batch }, factors: { factor } });
    runner.dispose(parts);
    return [sum];
  },
  [ActivityGrad](runner, { dy, x, lengths }, attributes) {
    const { temporal, factor } = attributes as ActivityAttributes;
    const sizes = { time: x!.shape[1]!, temporal: Number(temporal) };
    const reads = { dy: dy!, x: x!, lengths: lengths! };
    return [runner.run(activityGradient, x!.shape, { reads, sizes, factors: { factor } })];
  },
};
