// The encoders that read a text's words without a state: from word vectors `[batch, time, size]` to `[batch, width]`.

import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { BagEncoder, StackedCnnEncoder, TextCnnEncoder } from '../../experiment/model-spec';
import { everyWindow, maxPairs, samePadding } from '../ops/convolution';
import { maxOverTime } from '../ops/max-over-time';
import { meanOverTime } from '../ops/mean-over-time';
import { sideBySide } from '../ops/side-by-side';
import { convolutionLayer } from './convolution';
import { type Part, takeWeights } from './part';

type Encoder = Part<Tensor3D, Tensor2D>;

/** The mean of a text's word vectors (Iyyer et al. 2015). */
export const bagEncoder = (_: BagEncoder, size: number): Encoder => ({
  parameters: [],
  dropoutSites: [],
  width: size,
  forward: (words, _weights, { plan }) => meanOverTime(words, plan('forward')),
});

/** Kim 2014: every window of several widths that touches the text, relu, of each filter the largest. */
export function textCnnEncoder({ widths, filters }: TextCnnEncoder, size: number): Encoder {
  const layers = widths.map((width, i) =>
    convolutionLayer(i, { width, inputs: size, filters, margins: everyWindow(width) }),
  );
  return {
    parameters: layers.flatMap(({ parameters }) => parameters),
    dropoutSites: [],
    width: widths.length * filters,
    forward(words, weights, { plan }) {
      const take = takeWeights(weights);
      return layers
        .map((layer) => layer.forward({ values: words, lengths: plan('forward') }, take(layer)))
        .map(({ values, lengths }) => maxOverTime(values, lengths))
        .reduce((left, right) => sideBySide(left, right));
    },
  };
}

/** Convolutions with relu, each followed by the larger of each two neighbours; at last the largest over time. */
export function stackedCnnEncoder({ width, stack }: StackedCnnEncoder, size: number): Encoder {
  const layers = stack.map((filters, i) =>
    convolutionLayer(i, { width, inputs: stack[i - 1] ?? size, filters, margins: samePadding(width) }),
  );
  return {
    parameters: layers.flatMap(({ parameters }) => parameters),
    dropoutSites: [],
    width: stack.at(-1) ?? size,
    forward(words, weights, { plan }) {
      const take = takeWeights(weights);
      let read: Parameters<typeof maxPairs>[0] = { values: words, lengths: plan('forward') };
      for (const layer of layers) read = maxPairs(layer.forward(read, take(layer)));
      return maxOverTime(read.values, read.lengths);
    },
  };
}
