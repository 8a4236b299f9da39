// The ops over a text's tokens: embedding, readouts, attention, penalties on outputs, convolutions.

import * as tf from '@tensorflow/tfjs-core';
import { activity } from '../../src/engine/ops/activity';
import { attentionScores, entropy, softmaxOverTime, weightedSum } from '../../src/engine/ops/attention';
import { convolution, everyWindow, maxPairs, relu, samePadding } from '../../src/engine/ops/convolution';
import { dense } from '../../src/engine/ops/dense';
import { embedding } from '../../src/engine/ops/embedding';
import { lastOverTime } from '../../src/engine/ops/last-over-time';
import { maxOverTime } from '../../src/engine/ops/max-over-time';
import { meanOverTime } from '../../src/engine/ops/mean-over-time';
import { reshape } from '../../src/engine/ops/reshape';
import { planSequence, type SequencePlan, textLengths } from '../../src/engine/ops/sequence';
import { sideBySide } from '../../src/engine/ops/side-by-side';
import { stream } from '../../src/experiment/random';
import { gradientsOf, tokensOf } from './numbers';
import { both, filled, halved, type ParityCase } from './parity-case';

export const embeddingCases: ParityCase[] = [1, 6, 33].map((size) => ({
  name: `embedding of size ${size}`,
  run: () =>
    tf.tidy(() => {
      const tokens = tokensOf([
        [3, 1, 3, 0],
        [2, 3, 0, 0],
      ]);
      const scales = halved('scales', [2, 4]);
      const table = filled('table', [5, size]);
      const outputs = [embedding(table as tf.Tensor2D, tokens), embedding(table as tf.Tensor2D, tokens, scales)];
      const dy = filled('dy', [2, 4, size]);
      const plain = gradientsOf((rows) => embedding(rows as tf.Tensor2D, tokens), [table], dy);
      const dropped = gradientsOf((rows) => embedding(rows as tf.Tensor2D, tokens, scales), [table], dy);
      return [...outputs, ...plain, ...dropped];
    }),
}));

/** Many places of few tokens, and a table larger than a row of anything. */
export const largeEmbeddingCase: ParityCase = {
  name: 'embedding of 2,000 rows, 33 texts of 40 tokens',
  run: () =>
    tf.tidy(() => {
      const source = stream(1, 'tokens');
      const tokens = tokensOf(
        Array.from({ length: 33 }, (_, text) =>
          Array.from({ length: 40 }, (_, t) => Math.floor(source.uniform(40 * text + t) ** 4 * 2000)),
        ),
      );
      const look = (rows: tf.Tensor) => embedding(rows as tf.Tensor2D, tokens);
      const table = filled('table', [2000, 32]);
      return [look(table), ...gradientsOf(look, [table], filled('dy', [33, 40, 32]))];
    }),
};

/** The last text has no token, and padding holds numbers that must not be read. */
export const readoutCases: ParityCase[] = [
  { width: 1, time: 1, lengths: [1, 0] },
  { width: 6, time: 5, lengths: [3, 5, 1, 0] },
  { width: 33, time: 17, lengths: [17, 4, 9, 17, 0] },
  { width: 256, time: 3, lengths: [2, 3, 0] },
  { width: 5, time: 400, lengths: [400, 123, 0] },
].flatMap(({ width, time, lengths }) =>
  both.map((reverse) => ({
    name: `readout mean, width ${width}, time ${time}, reverse ${reverse}`,
    run: () =>
      tf.tidy(() => {
        const plan = planSequence(lengths, time, reverse);
        const mean = (x: tf.Tensor) => meanOverTime(x as tf.Tensor3D, plan);
        const x = filled('x', [lengths.length, time, width]);
        return [mean(x), ...gradientsOf(mean, [x], filled('dy', [lengths.length, width]))];
      }),
  })),
);

/** Both ends of what a text's tokens go through: with texts of no token, of all, and odd widths. */
const overTimeSizes = [
  { width: 1, time: 1, lengths: [1, 0] },
  { width: 6, time: 5, lengths: [3, 5, 1, 0] },
  { width: 33, time: 17, lengths: [17, 4, 9, 17, 0] },
  { width: 200, time: 3, lengths: [2, 3, 0] },
  { width: 5, time: 400, lengths: [400, 123, 0] },
];

type OverTime = (x: tf.Tensor3D, plan: SequencePlan) => tf.Tensor;

/** A readout by attention of so many units, from weights of its own. */
const attended = (x: tf.Tensor3D, plan: SequencePlan, units: number, weights: readonly tf.Tensor[]): tf.Tensor => {
  const [batch, time, width] = x.shape;
  const rows = reshape<tf.Tensor2D>(x, [batch * time, width]);
  const z = dense(rows, weights[0] as tf.Tensor2D, tf.zeros([units]));
  return softmaxOverTime(attentionScores(z, weights[1] as tf.Tensor1D, plan), plan);
};

export const overTimeCases: ParityCase[] = overTimeSizes.flatMap(({ width, time, lengths }) => {
  const batch = lengths.length;
  const described = `width ${width}, time ${time}`;
  const plain: [string, OverTime][] = [
    ['max over time', maxOverTime],
    ['last over time', (x, plan) => lastOverTime(x, plan, Math.ceil(width / 2))],
    ['activity', (x, plan) => activity(x, plan, { temporal: false, strength: 0.7 })],
    ['temporal activity', (x, plan) => activity(x, plan, { temporal: true, strength: 0.7 })],
  ];
  return [
    ...plain.map(([name, op]) => ({
      name: `${name}, ${described}`,
      run: () =>
        tf.tidy(() => {
          const plan = planSequence(lengths, time);
          const x = filled('x', [batch, time, width]) as tf.Tensor3D;
          const value = op(x, plan);
          return [value, ...gradientsOf((each) => op(each as tf.Tensor3D, plan), [x], filled('dy', value.shape))];
        }),
    })),
    {
      name: `attention and its entropy, ${described}`,
      run: () =>
        tf.tidy(() => {
          const plan = planSequence(lengths, time);
          const units = Math.ceil(width / 2);
          const inputs = [
            filled('x', [batch, time, width]),
            filled('kernel', [width, units], 1 / Math.sqrt(width)),
            filled('score', [units], 3),
          ];
          const read = (x: tf.Tensor, ...weights: tf.Tensor[]) =>
            weightedSum(attended(x as tf.Tensor3D, plan, units, weights) as tf.Tensor2D, x as tf.Tensor3D, plan);
          const penalty = (x: tf.Tensor, ...weights: tf.Tensor[]) =>
            entropy(attended(x as tf.Tensor3D, plan, units, weights) as tf.Tensor2D, -0.3);
          const [x, ...weights] = inputs as [tf.Tensor, ...tf.Tensor[]];
          return [
            read(x, ...weights),
            penalty(x, ...weights),
            ...gradientsOf(read as never, inputs, filled('dy', [batch, width])),
            ...gradientsOf(penalty as never, inputs),
          ];
        }),
    },
    {
      name: `side by side, ${described}`,
      run: () =>
        tf.tidy(() => {
          const sides = [filled('left', [batch, time, width]), filled('right', [batch, time, 3])];
          const join = (left: tf.Tensor, right: tf.Tensor) => sideBySide(left, right);
          const dy = filled('dy', [batch, time, width + 3]);
          return [join(sides[0]!, sides[1]!), ...gradientsOf(join as never, sides, dy)];
        }),
    },
  ];
});

export const convolutionCases: ParityCase[] = [
  { size: 1, width: 1, filters: 1, time: 1, lengths: [1, 0] },
  { size: 3, width: 3, filters: 5, time: 6, lengths: [4, 6, 1, 0, 2] },
  { size: 7, width: 5, filters: 33, time: 17, lengths: [17, 3, 9] },
  { size: 70, width: 4, filters: 66, time: 12, lengths: [12, 7, 1, 12] },
  { size: 300, width: 3, filters: 100, time: 5, lengths: [5, 2] },
].flatMap(({ size, width, filters, time, lengths }) =>
  [everyWindow(width), samePadding(width)].map((margins) => ({
    name: `convolution of width ${width}, ${size} to ${filters}, time ${time}, margins ${margins.left} ${margins.right}`,
    run: () =>
      tf.tidy(() => {
        const texts = textLengths(Int32Array.from(lengths), time);
        const inputs = [
          filled('x', [lengths.length, time, size]),
          filled('kernel', [width, size, filters], 1 / Math.sqrt(width * size)),
          filled('bias', [filters], 0.3),
        ];
        const convolve = (x: tf.Tensor, kernel: tf.Tensor, bias: tf.Tensor) =>
          convolution(
            { values: x as tf.Tensor3D, lengths: texts },
            kernel as tf.Tensor3D,
            bias as tf.Tensor1D,
            margins,
          );
        const pooled = (...given: tf.Tensor[]) => {
          const { values, lengths: windows } = convolve(...(given as [tf.Tensor, tf.Tensor, tf.Tensor]));
          return maxPairs({ values: relu(values), lengths: windows }).values;
        };
        const plain = (...given: tf.Tensor[]) => convolve(...(given as [tf.Tensor, tf.Tensor, tf.Tensor])).values;
        return [plain, pooled].flatMap((op) => {
          const value = op(...inputs);
          return [value, ...gradientsOf(op, inputs, filled('dy', value.shape))];
        });
      }),
  })),
);
