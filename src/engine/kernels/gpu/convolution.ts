// Convolution, relu and max-pooling by 2 on both GPUs. What each computes is written out in kernels/cpu/convolution.ts.

import {
  Convolution,
  type ConvolutionAttributes,
  ConvolutionGrad,
  MaxPairs,
  MaxPairsGrad,
  Relu,
  ReluGrad,
} from '../../ops/convolution';
import type { GpuKernel, GpuProgram } from './program';

const windows: GpuProgram = {
  name: 'convolution',
  reads: ['x', 'kernel', 'bias', 'lengths'],
  sizes: ['time', 'outTime', 'size', 'width', 'left', 'right'],
  code: `
int text = row / outTime;
int t = row - text * outTime;
int length = int(lengths(0, text));
if (length > 0 && t < length + left + right - width + 1) {
  result = bias(0, column);
  for (int k = 0; k < width; k++) {
    int place = t - left + k;
    if (place >= 0 && place < length) {
      for (int d = 0; d < size; d++) { result += x(text * time + place, d) * kernel(k * size + d, column); }
    }
  }
}`,
};

const inputGradient: GpuProgram = {
  name: 'convolution, gradient of x',
  reads: ['dy', 'kernel', 'lengths'],
  sizes: ['time', 'outTime', 'size', 'width', 'left', 'right', 'filters'],
  code: `
int text = row / time;
int place = row - text * time;
int length = int(lengths(0, text));
if (place < length) {
  for (int k = 0; k < width; k++) {
    int t = place + left - k;
    if (t >= 0 && t < length + left + right - width + 1) {
      for (int f = 0; f < filters; f++) { result += dy(text * outTime + t, f) * kernel(k * size + column, f); }
    }
  }
}`,
};

const kernelGradient: GpuProgram = {
  name: 'convolution, gradient of kernel',
  reads: ['dy', 'x', 'lengths'],
  sizes: ['batch', 'time', 'outTime', 'size', 'width', 'left', 'right'],
  code: `
int k = row / size;
int d = row - k * size;
for (int text = 0; text < batch; text++) {
  int length = int(lengths(0, text));
  for (int place = 0; place < length; place++) {
    int t = place + left - k;
    if (t >= 0 && t < length + left + right - width + 1) {
      result += dy(text * outTime + t, column) * x(text * time + place, d);
    }
  }
}`,
};

const biasGradient: GpuProgram = {
  name: 'convolution, gradient of bias',
  reads: ['dy', 'lengths'],
  sizes: ['batch', 'outTime', 'width', 'left', 'right'],
  code: `
for (int text = 0; text < batch; text++) {
  int length = int(lengths(0, text));
  if (length > 0) {
    for (int t = 0; t < length + left + right - width + 1; t++) { result += dy(text * outTime + t, column); }
  }
}`,
};

const rectified: GpuProgram = {
  name: 'relu',
  reads: ['x'],
  code: `
result = x(row, column);
if (result < 0.0) { result = 0.0; }`,
};

const rectifiedGradient: GpuProgram = {
  name: 'gradient of relu',
  reads: ['dy', 'value'],
  code: `
if (value(row, column) != 0.0) { result = dy(row, column); }`,
};

const largerOfPair: GpuProgram = {
  name: 'larger of each pair',
  reads: ['x', 'lengths'],
  sizes: ['time', 'pairs'],
  code: `
int text = row / pairs;
int t = 2 * (row - text * pairs);
int length = int(lengths(0, text));
if (t < length) { result = x(text * time + t, column); }
if (t + 1 < length) { result = max(result, x(text * time + t + 1, column)); }`,
};

const pairGradient: GpuProgram = {
  name: 'gradient of the larger of each pair',
  reads: ['dy', 'x', 'lengths'],
  sizes: ['time', 'pairs'],
  code: `
int text = row / time;
int t = row - text * time;
int length = int(lengths(0, text));
int first = t / 2 * 2;
if (t < length) {
  float mine = x(row, column);
  float gradient = dy(text * pairs + t / 2, column);
  if (t == first) {
    if (t + 1 >= length) { result = gradient; } else { if (x(row + 1, column) <= mine) { result = gradient; } }
  } else {
    if (mine > x(row - 1, column)) { result = gradient; }
  }
}`,
};

export const convolutionKernels: Readonly<Record<string, GpuKernel>> = {
  [Convolution](runner, { x, kernel, bias, lengths }, attributes) {
    const { rows: _, ...given } = attributes as ConvolutionAttributes;
    const [batch] = lengths!.shape as [number];
    const reads = { x: x!, kernel: kernel!, bias: bias!, lengths: lengths! };
    const sizes = { ...given, size: x!.shape[2]! };
    return [runner.run(windows, [batch, given.outTime, bias!.shape[0]!], { reads, sizes }), runner.share(x!)];
  },
  [ConvolutionGrad](runner, { dy, packed: x, kernel, lengths }, attributes) {
    const { rows: _, ...given } = attributes as ConvolutionAttributes;
    const [batch] = lengths!.shape as [number];
    const [, size, filters] = kernel!.shape as [number, number, number];
    const { time, outTime, width, left, right } = given;
    const ofInput = { time, outTime, size, width, left, right, filters };
    const ofKernel = { batch, time, outTime, size, width, left, right };
    const both = { dy: dy!, lengths: lengths! };
    return [
      runner.run(inputGradient, [batch, time, size], { reads: { ...both, kernel: kernel! }, sizes: ofInput }),
      runner.run(kernelGradient, kernel!.shape, { reads: { ...both, x: x! }, sizes: ofKernel }),
      runner.run(biasGradient, [filters], { reads: both, sizes: { batch, outTime, width, left, right } }),
    ];
  },
  [Relu]: (runner, { x }) => [runner.run(rectified, x!.shape, { reads: { x: x! } })],
  [ReluGrad]: (runner, { dy, value }) => [
    runner.run(rectifiedGradient, value!.shape, { reads: { dy: dy!, value: value! } }),
  ],
  [MaxPairs](runner, { x, lengths }) {
    const [batch, time, width] = x!.shape as [number, number, number];
    const pairs = Math.ceil(time / 2);
    return [
      runner.run(largerOfPair, [batch, pairs, width], { reads: { x: x!, lengths: lengths! }, sizes: { time, pairs } }),
    ];
  },
  [MaxPairsGrad](runner, { dy, x, lengths }) {
    const time = x!.shape[1]!;
    const reads = { dy: dy!, x: x!, lengths: lengths! };
    return [runner.run(pairGradient, x!.shape, { reads, sizes: { time, pairs: Math.ceil(time / 2) } })];
  },
};
