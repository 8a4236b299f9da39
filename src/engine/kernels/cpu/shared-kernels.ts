// The kernels that cpu and wasm share, as they are registered on both.

import {
  Entropy,
  type EntropyAttributes,
  EntropyGrad,
  SoftmaxOverTime,
  SoftmaxOverTimeGrad,
} from '../../ops/attention';
import { MaxPairs, MaxPairsGrad, Relu, ReluGrad } from '../../ops/convolution';
import { CrossEntropy, type CrossEntropyAttributes, CrossEntropyGrad } from '../../ops/cross-entropy';
import { LastOverTime, type LastOverTimeAttributes, LastOverTimeGrad } from '../../ops/last-over-time';
import type { PlainKernel } from '../plain';
import { entropyBackward, entropyForward, softmaxBackward, softmaxForward } from './attention';
import { maxPairsBackward, maxPairsForward, reluBackward, reluForward } from './convolution';
import { crossEntropyBackward, crossEntropyForward } from './cross-entropy';
import { lastOverTimeBackward, lastOverTimeForward } from './over-time';

export const sharedKernels: Readonly<Record<string, PlainKernel>> = {
  [CrossEntropy]({ floats, integers, shape, attributes }) {
    const { smoothing } = attributes as CrossEntropyAttributes;
    const { mean, losses, probabilities } = crossEntropyForward(floats('logits'), integers('labels'), smoothing);
    return [
      [[], Float32Array.of(mean)],
      [shape('labels'), losses],
      [shape('logits'), probabilities],
    ];
  },
  [CrossEntropyGrad]({ floats, integers, shape, attributes }) {
    const { smoothing } = attributes as CrossEntropyAttributes;
    const [dy] = floats('dy');
    return [shape('probabilities'), crossEntropyBackward(dy!, floats('probabilities'), integers('labels'), smoothing)];
  },
  [SoftmaxOverTime]({ floats, integers, shape }) {
    return [shape('scores'), softmaxForward(floats('scores'), integers('lengths'), shape('scores')[1]!)];
  },
  [SoftmaxOverTimeGrad]({ floats, integers, shape }) {
    const inputs = { dy: floats('dy'), weights: floats('weights'), lengths: integers('lengths') };
    return [shape('weights'), softmaxBackward(inputs, shape('weights')[1]!)];
  },
  [Entropy]({ floats, shape, attributes }) {
    const { strength } = attributes as EntropyAttributes;
    return [[], entropyForward(floats('weights'), shape('weights')[0]!, strength)];
  },
  [EntropyGrad]({ floats, shape, attributes }) {
    const { strength } = attributes as EntropyAttributes;
    const inputs = { dy: floats('dy'), weights: floats('weights') };
    return [shape('weights'), entropyBackward(inputs, shape('weights')[0]!, strength)];
  },
  [Relu]: ({ floats, shape }) => [shape('x'), reluForward(floats('x'))],
  [ReluGrad]: ({ floats, shape }) => [shape('value'), reluBackward(floats('dy'), floats('value'))],
  [MaxPairs]({ floats, integers, shape }) {
    const [batch, time, width] = shape('x') as [number, number, number];
    return [[batch, Math.ceil(time / 2), width], maxPairsForward(floats('x'), integers('lengths'), time, width)];
  },
  [MaxPairsGrad]({ floats, integers, shape }) {
    const [, time, width] = shape('x') as [number, number, number];
    const inputs = { dy: floats('dy'), x: floats('x'), lengths: integers('lengths') };
    return [shape('x'), maxPairsBackward(inputs, time, width)];
  },
  [LastOverTime]({ floats, integers, shape, attributes }) {
    const [batch, , width] = shape('x') as [number, number, number];
    const last = attributes as LastOverTimeAttributes;
    return [[batch, width], lastOverTimeForward(floats('x'), integers('lengths'), last, width)];
  },
  [LastOverTimeGrad]({ floats, integers, shape, attributes }) {
    const [batch, width] = shape('dy') as [number, number];
    const last = attributes as LastOverTimeAttributes;
    return [[batch, last.time, width], lastOverTimeBackward(floats('dy'), integers('lengths'), last, width)];
  },
};
