// The ops of attention on both GPUs. What each computes is written out in kernels/cpu/attention.ts.

import {
  AttentionScores,
  type AttentionScoresAttributes,
  AttentionScoresGrad,
  Entropy,
  type EntropyAttributes,
  EntropyGrad,
  SoftmaxOverTime,
  SoftmaxOverTimeGrad,
  WeightedSum,
  WeightedSumGrad,
} from '../../ops/attention';
import type { GpuKernel, GpuProgram } from './program';

const hiddenOf: GpuProgram = {
  name: 'attention, hidden',
  reads: ['z', 'lengths'],
  sizes: ['time'],
  code: `
int text = row / time;
if (row - text * time < int(lengths(0, text))) { result = tanhOf(z(row, column)); }`,
};

const scoreOf: GpuProgram = {
  name: 'attention, scores',
  reads: ['hidden', 'score'],
  sizes: ['time', 'units'],
  code: `
for (int a = 0; a < units; a++) { result += hidden(row * time + column, a) * score(0, a); }`,
};

const hiddenGradient: GpuProgram = {
  name: 'attention, gradient of z',
  reads: ['dy', 'hidden', 'score', 'lengths'],
  sizes: ['time'],
  code: `
int text = row / time;
int t = row - text * time;
if (t < int(lengths(0, text))) {
  float value = hidden(row, column);
  result = dy(text, t) * score(0, column) * (1.0 - value * value);
}`,
};

const scoreGradient: GpuProgram = {
  name: 'attention, gradient of score',
  reads: ['dy', 'hidden', 'lengths'],
  sizes: ['time', 'batch'],
  code: `
for (int text = 0; text < batch; text++) {
  int length = int(lengths(0, text));
  for (int t = 0; t < length; t++) { result += dy(text, t) * hidden(text * time + t, column); }
}`,
};

// Taking the largest away first keeps exp in range.
const softmax: GpuProgram = {
  name: 'softmax over time',
  reads: ['scores', 'lengths'],
  code: `
int length = int(lengths(0, row));
if (column < length) {
  float largest = scores(row, 0);
  for (int t = 1; t < length; t++) { largest = max(largest, scores(row, t)); }
  float sum = 0.0;
  for (int t = 0; t < length; t++) { sum += exp(scores(row, t) - largest); }
  result = exp(scores(row, column) - largest) / sum;
}`,
};

const softmaxGradient: GpuProgram = {
  name: 'gradient of softmax over time',
  reads: ['dy', 'weights', 'lengths'],
  code: `
int length = int(lengths(0, row));
if (column < length) {
  float mean = 0.0;
  for (int t = 0; t < length; t++) { mean += weights(row, t) * dy(row, t); }
  result = weights(row, column) * (dy(row, column) - mean);
}`,
};

const weightedSum: GpuProgram = {
  name: 'weighted sum',
  reads: ['weights', 'x', 'lengths'],
  sizes: ['time'],
  code: `
int length = int(lengths(0, row));
for (int t = 0; t < length; t++) { result += weights(row, t) * x(row * time + t, column); }`,
};

const weightsGradient: GpuProgram = {
  name: 'weighted sum, gradient of weights',
  reads: ['dy', 'x', 'lengths'],
  sizes: ['time', 'width'],
  code: `
if (column < int(lengths(0, row))) {
  for (int u = 0; u < width; u++) { result += dy(row, u) * x(row * time + column, u); }
}`,
};

const summedGradient: GpuProgram = {
  name: 'weighted sum, gradient of x',
  reads: ['dy', 'weights', 'lengths'],
  sizes: ['time'],
  code: `
int text = row / time;
int t = row - text * time;
if (t < int(lengths(0, text))) { result = weights(text, t) * dy(text, column); }`,
};

const textEntropy: GpuProgram = {
  name: 'entropy of a text',
  reads: ['weights'],
  sizes: ['time'],
  code: `
for (int t = 0; t < time; t++) {
  float weight = weights(column, t);
  if (weight > 0.0) { result -= weight * log(weight); }
}`,
};

const meanEntropy: GpuProgram = {
  name: 'mean entropy',
  reads: ['parts'],
  sizes: ['batch'],
  factors: ['strength'],
  code: `
for (int i = 0; i < batch; i++) { result += parts(0, i); }
result = strength * result / float(batch);`,
};

const entropyGradient: GpuProgram = {
  name: 'gradient of entropy',
  reads: ['dy', 'weights'],
  sizes: ['batch'],
  factors: ['strength'],
  code: `
float weight = weights(row, column);
if (weight > 0.0) { result = -strength * dy(0, 0) / float(batch) * (log(weight) + 1.0); }`,
};

export const attentionKernels: Readonly<Record<string, GpuKernel>> = {
  [AttentionScores](runner, { z, score, lengths }, attributes) {
    const { time } = attributes as AttentionScoresAttributes;
    const [batch, units] = [lengths!.shape[0]!, score!.shape[0]!];
    const hidden = runner.run(hiddenOf, z!.shape, { reads: { z: z!, lengths: lengths! }, sizes: { time } });
    const reads = { hidden, score: score! };
    return [runner.run(scoreOf, [batch, time], { reads, sizes: { time, units } }), hidden];
  },
  [AttentionScoresGrad](runner, { dy, hidden, score, lengths }, attributes) {
    const { time } = attributes as AttentionScoresAttributes;
    const sizes = { time };
    const reads = { dy: dy!, hidden: hidden!, lengths: lengths! };
    return [
      runner.run(hiddenGradient, hidden!.shape, { reads: { ...reads, score: score! }, sizes }),
      runner.run(scoreGradient, score!.shape, { reads, sizes: { time, batch: lengths!.shape[0]! } }),
    ];
  },
  [SoftmaxOverTime](runner, { scores, lengths }) {
    return [runner.run(softmax, scores!.shape, { reads: { scores: scores!, lengths: lengths! } })];
  },
  [SoftmaxOverTimeGrad](runner, { dy, weights, lengths }) {
    const reads = { dy: dy!, weights: weights!, lengths: lengths! };
    return [runner.run(softmaxGradient, weights!.shape, { reads })];
  },
  [WeightedSum](runner, { weights, x, lengths }) {
    const [batch, time, width] = x!.shape as [number, number, number];
    const reads = { weights: weights!, x: x!, lengths: lengths! };
    return [runner.run(weightedSum, [batch, width], { reads, sizes: { time } })];
  },
  [WeightedSumGrad](runner, { dy, weights, x, lengths }) {
    const [, time, width] = x!.shape as [number, number, number];
    const reads = { dy: dy!, lengths: lengths! };
    return [
      runner.run(weightsGradient, weights!.shape, { reads: { ...reads, x: x! }, sizes: { time, width } }),
      runner.run(summedGradient, x!.shape, { reads: { ...reads, weights: weights! }, sizes: { time } }),
    ];
  },
  [Entropy](runner, { weights }, attributes) {
    const [batch, time] = weights!.shape as [number, number];
    const factors = { ...(attributes as EntropyAttributes) };
    const parts = runner.run(textEntropy, [batch], { reads: { weights: weights! }, sizes: { time } });
    const mean = runner.run(meanEntropy, [], { reads: { parts }, sizes: { batch }, factors });
    runner.dispose(parts);
    return [mean];
  },
  [EntropyGrad](runner, { dy, weights }, attributes) {
    const factors = { ...(attributes as EntropyAttributes) };
    const reads = { dy: dy!, weights: weights! };
    return [runner.run(entropyGradient, weights!.shape, { reads, sizes: { batch: weights!.shape[0]! }, factors })];
  },
};
