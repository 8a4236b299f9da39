// The readout `attention`: the states' sum by weights that the network chooses for each text (Bahdanau, Cho and Bengio
// 2015; over one text Yang et al. 2016): α = softmax over real tokens of score · tanh(W h + b).

import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { RecurrentEncoder } from '../../experiment/model-spec';
import { glorotUniform } from '../initializers';
import { attentionScores, entropy, softmaxOverTime, weightedSum } from '../ops/attention';
import { dense } from '../ops/dense';
import { reshape } from '../ops/reshape';
import { parameter } from './parameter';
import type { Part } from './part';

/** All states of a batch, `[batch, time, width]`, to `[batch, width]`; 0 for a text without tokens. */
export function attentionReadout(
  width: number,
  { attentionUnits: units, activity: { attentionEntropy } }: RecurrentEncoder,
): Part<Tensor, Tensor2D> {
  return {
    parameters: [
      parameter('attention/kernel', [width, units], 'attention', (source) => glorotUniform(source, width, units)),
      parameter('attention/bias', [units], null, () => new Float32Array(units)),
      parameter('attention/score', [units], null, (source) => glorotUniform(source, units, 1)),
    ],
    dropoutSites: [],
    width,
    forward(states, [kernel, bias, score], { plan, activities, attention }) {
      const x = states as Tensor3D;
      const forward = plan('forward');
      const rows = reshape<Tensor2D>(x, [x.shape[0] * x.shape[1], width]);
      const z = dense(rows, kernel as Tensor2D, bias as Tensor1D);
      const weights = softmaxOverTime(attentionScores(z, score as Tensor1D, forward), forward);
      attention?.(weights);
      if (attentionEntropy !== 0) {
        activities.push({ kind: 'attentionEntropy', value: entropy(weights, attentionEntropy) });
      }
      return weightedSum(weights, x, forward);
    },
  };
}
