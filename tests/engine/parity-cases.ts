// Every op on every kind of size, as functions that a backend runs: what parity tests compare, in Node and in browsers.

import * as tf from '@tensorflow/tfjs-core';
import { activity } from '../../src/engine/ops/activity';
import { attentionScores, entropy, softmaxOverTime, weightedSum } from '../../src/engine/ops/attention';
import { convolution, everyWindow, maxPairs, relu, samePadding } from '../../src/engine/ops/convolution';
import { crossEntropy, crossEntropyParts } from '../../src/engine/ops/cross-entropy';
import { dense } from '../../src/engine/ops/dense';
import { embedding } from '../../src/engine/ops/embedding';
import { lastOverTime } from '../../src/engine/ops/last-over-time';
import { maxOverTime } from '../../src/engine/ops/max-over-time';
import { meanOverTime } from '../../src/engine/ops/mean-over-time';
import { reshape } from '../../src/engine/ops/reshape';
import { rnn } from '../../src/engine/ops/rnn';
import { planSequence, type SequencePlan, textLengths } from '../../src/engine/ops/sequence';
import { sideBySide } from '../../src/engine/ops/side-by-side';
import { type OptimizerStep, update } from '../../src/engine/ops/update';
import type { WeightRule } from '../../src/engine/rules/table';
import { type Cell, cells } from '../../src/experiment/experiment';
import { gateCounts } from '../../src/experiment/model-spec';
import { stream } from '../../src/experiment/random';
import { gradientsOf, tokensOf } from './numbers';
import { everyPenalty, l1l2l3 } from './toy';

export interface ParityCase {
  name: string;
  /** Outputs and gradients, on the current backend. */
  run: () => tf.Tensor[];
}

/** Uniform in ±scale, from a stream of this name. */
function values(name: string, count: number, scale = 1): Float32Array {
  const source = stream(1, name);
  return Float32Array.from({ length: count }, (_, i) => (2 * source.uniform(i) - 1) * scale);
}

function filled(name: string, shape: number[], scale = 1): tf.Tensor {
  const count = shape.reduce((product, size) => product * size, 1);
  return tf.tensor(values(name, count, scale), shape);
}

const halved = (name: string, shape: [number, number]) =>
  tf.tensor2d(
    values(name, shape[0] * shape[1]).map((value) => (value > 0 ? 2 : 0)),
    shape,
  );

interface RnnSize {
  units: number;
  inputSize: number;
  batch: number;
  time: number;
}

interface RnnFlags {
  reverse: boolean;
  masks: boolean;
  returnSequences: boolean;
}

function runRnn(cell: Cell, { units, inputSize, batch, time }: RnnSize, flags: RnnFlags): tf.Tensor[] {
  const { reverse, masks, returnSequences } = flags;
  const width = gateCounts[cell] * units;
  const source = stream(1, 'lengths', batch, time);
  // Ragged, and the longest at full length.
  const lengths = Array.from({ length: batch }, (_, i) => (i === 0 ? time : Math.ceil(source.uniform(i) * time)));
  const plan = planSequence(lengths, time, reverse);
  const inputMask = masks ? halved('inputMask', [batch, inputSize]) : undefined;
  const recurrentMask = masks ? halved('recurrentMask', [batch, units]) : undefined;
  const inputs = [
    filled('x', [batch, time, inputSize]),
    filled('kernel', [inputSize, width], 1 / Math.sqrt(inputSize)),
    filled('recurrentKernel', [units, width], 1 / Math.sqrt(units)),
    filled('bias', [width], 0.5),
  ];
  const layer = (x: tf.Tensor, kernel: tf.Tensor, recurrentKernel: tf.Tensor, bias: tf.Tensor) =>
    rnn(
      x as tf.Tensor3D,
      { kernel: kernel as tf.Tensor2D, recurrentKernel: recurrentKernel as tf.Tensor2D, bias: bias as tf.Tensor1D },
      { cell, plan, inputMask, recurrentMask, returnSequences },
    );
  const value = layer(...(inputs as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]));
  return [value, ...gradientsOf(layer as never, inputs, filled('dy', value.shape))];
}

const both = [false, true];
const allFlags: RnnFlags[] = both.flatMap((reverse) =>
  both.flatMap((masks) => both.map((returnSequences) => ({ reverse, masks, returnSequences }))),
);

const rnnCase = (cell: Cell, size: RnnSize, flags: RnnFlags): ParityCase => ({
  name: `${cell}, ${Object.entries({ ...size, ...flags })
    .map(([key, value]) => `${key} ${value}`)
    .join(', ')}`,
  run: () => tf.tidy(() => runRnn(cell, size, flags)),
});

const sizes = (units: number[], batches: number[], times: number[]): RnnSize[] =>
  units.flatMap((u) =>
    batches.flatMap((batch) => times.map((time) => ({ units: u, batch, time, inputSize: u === 36 ? 20 : 5 }))),
  );

/** Every cell at every odd size, in every direction, with and without masks. */
export const rnnCases: ParityCase[] = cells.flatMap((cell) => [
  ...sizes([1, 3, 13, 36], [1, 7, 33], [1, 17]).flatMap((size) => allFlags.map((flags) => rnnCase(cell, size, flags))),
  // Both directions of what takes long, masks and all states in turn.
  ...[...sizes([1, 3, 13, 36], [1, 7, 33], [120]), ...sizes([200], [1, 7, 33], [1, 17, 120])].flatMap((size, i) =>
    both.map((reverse) => rnnCase(cell, size, { reverse, masks: i % 2 === 0, returnSequences: i % 3 === 0 })),
  ),
]);

/** The most units, tokens, texts and embedding that an experiment can ask for, one at a time. */
export const extremeRnnCases: ParityCase[] = cells.flatMap((cell) =>
  [
    { units: 256, inputSize: 9, batch: 5, time: 3 },
    { units: 5, inputSize: 3, batch: 2, time: 400 },
    { units: 6, inputSize: 128, batch: 512, time: 2 },
  ].map((size) => rnnCase(cell, size, { reverse: false, masks: true, returnSequences: false })),
);

interface VariantFlags {
  activation?: 'relu';
  resetAfter?: boolean;
  candidate?: boolean;
  zoneout?: boolean;
}

/** Cells as their variants have them, ragged, in both directions, with dropout of the state. */
function runVariant(cell: Cell, size: RnnSize, flags: VariantFlags & { reverse: boolean }): tf.Tensor[] {
  const { units, inputSize, batch, time } = size;
  const width = gateCounts[cell] * units;
  const source = stream(1, 'lengths', batch, time);
  const lengths = Array.from({ length: batch }, (_, i) =>
    i === 0 ? time : Math.floor(source.uniform(i) * (time + 1)),
  );
  const plan = planSequence(lengths, time, flags.reverse);
  const shares = (name: string) =>
    tf.tensor3d(
      values(name, batch * time * units).map((value) => (value > 0.5 ? 1 : value > 0 ? 0.3 : 0)),
      [batch, time, units],
    );
  const inputs = [
    filled('x', [batch, time, inputSize]),
    filled('kernel', [inputSize, width], 1 / Math.sqrt(inputSize)),
    filled('recurrentKernel', [units, width], 1 / Math.sqrt(units)),
    filled('bias', [width], 0.5),
    ...(flags.resetAfter ? [filled('recurrentBias', [width], 0.5)] : []),
  ];
  const candidate = () =>
    tf.tensor3d(
      values('candidate', batch * time * units).map((value) => (value > 0 ? 2 : 0)),
      [batch, time, units],
    );
  const options = {
    ...{ cell, plan, recurrentMask: halved('recurrentMask', [batch, units]), returnSequences: flags.reverse },
    inputMask: halved('inputMask', [batch, inputSize]),
    ...(flags.activation && { activation: flags.activation }),
    ...(flags.candidate && { candidateMask: candidate() }),
    ...(flags.zoneout && { zoneoutState: shares('state') }),
    ...(flags.zoneout && cell === 'LSTM' && { zoneoutCell: shares('cell') }),
  };
  const layer = (x: tf.Tensor, kernel: tf.Tensor, recurrentKernel: tf.Tensor, bias: tf.Tensor, second?: tf.Tensor) =>
    rnn(
      x as tf.Tensor3D,
      {
        kernel: kernel as tf.Tensor2D,
        recurrentKernel: recurrentKernel as tf.Tensor2D,
        bias: bias as tf.Tensor1D,
        recurrentBias: second as tf.Tensor1D | undefined,
      },
      options,
    );
  const value = layer(...(inputs as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]));
  return [value, ...gradientsOf(layer as never, inputs, filled('dy', value.shape))];
}

const variants: readonly [Cell, VariantFlags][] = [
  ['SimpleRNN', { activation: 'relu' }],
  ['SimpleRNN', { activation: 'relu', zoneout: true }],
  ['SimpleRNN', { zoneout: true }],
  ['LSTM', { candidate: true }],
  ['LSTM', { zoneout: true }],
  ['LSTM', { candidate: true, zoneout: true }],
  ['GRU', { candidate: true }],
  ['GRU', { zoneout: true }],
  ['GRU', { resetAfter: true }],
  ['GRU', { resetAfter: true, candidate: true, zoneout: true }],
];

const variantCases: ParityCase[] = variants.flatMap(([cell, flags]) =>
  [
    { units: 1, inputSize: 1, batch: 2, time: 1 },
    { units: 5, inputSize: 3, batch: 4, time: 6 },
    { units: 13, inputSize: 5, batch: 7, time: 17 },
    { units: 36, inputSize: 20, batch: 3, time: 9 },
  ].flatMap((size) =>
    both.map((reverse) => ({
      name: `${cell} with ${Object.keys(flags).join(', ')}, ${JSON.stringify(size)}, reverse ${reverse}`,
      run: () => tf.tidy(() => runVariant(cell, size, { ...flags, reverse })),
    })),
  ),
);

const embeddingCases: ParityCase[] = [1, 6, 33].map((size) => ({
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
const largeEmbeddingCase: ParityCase = {
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
const readoutCases: ParityCase[] = [
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

const overTimeCases: ParityCase[] = overTimeSizes.flatMap(({ width, time, lengths }) => {
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

const convolutionCases: ParityCase[] = [
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

const denseCases: ParityCase[] = [
  { rows: 1, inputs: 1, outputs: 2 },
  { rows: 33, inputs: 13, outputs: 3 },
  { rows: 8, inputs: 64, outputs: 20 },
  { rows: 256, inputs: 200, outputs: 4 },
].flatMap(({ rows, inputs, outputs }) =>
  both.map((masked) => ({
    name: `dense and cross-entropy, ${rows} × ${inputs} to ${outputs}, ${masked ? 'masked' : 'plain'}`,
    run: () =>
      tf.tidy(() => {
        const mask = masked ? halved('mask', [rows, inputs]) : undefined;
        const labels = tf.tensor1d(
          Int32Array.from({ length: rows }, (_, i) => (i * 7) % outputs),
          'int32',
        );
        const scores = (x: tf.Tensor, kernel: tf.Tensor, bias: tf.Tensor) =>
          dense(x as tf.Tensor2D, kernel as tf.Tensor2D, bias as tf.Tensor1D, mask);
        const loss = (x: tf.Tensor, kernel: tf.Tensor, bias: tf.Tensor) =>
          crossEntropy(scores(x, kernel, bias), labels);
        const smoothed = (x: tf.Tensor, kernel: tf.Tensor, bias: tf.Tensor) =>
          crossEntropy(scores(x, kernel, bias), labels, 0.3);
        const [x, kernel, bias] = [
          filled('x', [rows, inputs]),
          filled('kernel', [inputs, outputs]),
          filled('bias', [outputs]),
        ];
        const { mean, losses, probabilities } = crossEntropyParts(scores(x, kernel, bias), labels);
        return [
          ...gradientsOf(loss as never, [x, kernel, bias]),
          ...[mean, losses, probabilities, smoothed(x, kernel, bias)],
          ...gradientsOf(smoothed as never, [x, kernel, bias]),
        ];
      }),
  })),
);

/** Logits so far apart that a careless softmax overflows. */
const hugeLogitsCase: ParityCase = {
  name: 'cross-entropy of logits up to ±2,000',
  run: () =>
    tf.tidy(() => {
      const labels = tf.tensor1d(Int32Array.of(0, 1, 2, 0), 'int32');
      const logits = tf.tensor2d([2000, -2000, 0, 5, 5, 5, -1e-3, 1e-3, 0, -90, 90, 89], [4, 3]);
      const loss = (scores: tf.Tensor) => crossEntropy(scores as tf.Tensor2D, labels);
      return [loss(logits), crossEntropyParts(logits, labels).losses, ...gradientsOf(loss as never, [logits])];
    }),
};

const adam = {
  kind: 'adam',
  learningRate: 0.01,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-7,
  rootCorrection: 1.3,
} as const;

const optimizers: readonly [name: string, step: OptimizerStep, slotStarts: readonly number[]][] = [
  ['sgd', { kind: 'momentum', learningRate: 0.1, momentum: 0.9, velocityRate: 0.1, gradientRate: 0 }, [0]],
  ['nesterov', { kind: 'momentum', learningRate: 0.1, momentum: 0.9, velocityRate: 0.09, gradientRate: 0.1 }, [0]],
  ['rmsprop', { kind: 'squares', learningRate: 0.01, decay: 0.9, share: 0.1, epsilon: 1e-7 }, [0]],
  ['adagrad', { kind: 'squares', learningRate: 0.1, decay: 1, share: 1, epsilon: 1e-7 }, [0.1]],
  ['nadam', { ...adam, rate: 0.02, gradientRate: 0.01, keep: 1 }, [0, 0]],
  ['adam', { ...adam, rate: 0.02, gradientRate: 0, keep: 0.999 }, [0, 0]],
];

const updateCases: ParityCase[] = optimizers.flatMap(([name, optimizer, slotStarts]) =>
  [
    { clipNorm: 0, clipValue: 0, how: 'not clipped' },
    { clipNorm: 0.5, clipValue: 0, how: 'clipped' },
    { clipNorm: 2, clipValue: 0.2, how: 'clipped by value' },
  ].map(({ clipNorm, clipValue, how }) => ({
    name: `update by ${name}, ${how}`,
    run: () =>
      tf.tidy(() => {
        const shapes = [[1], [7], [4, 9], [300, 33], [5, 6]];
        const rules = [
          l1l2l3(0.01, 0.1, 0.3),
          [],
          l1l2l3(0.2, 0, 0),
          [...l1l2l3(0, 0.5, 0), ...l1l2l3(0.1, 0, 0.1)],
          everyPenalty((_, j) => 0.3 + j / 10).kernel,
        ];
        let state = {
          weights: shapes.map((shape, i) => filled(`weight${i}`, shape)),
          slots: shapes.map((shape) => slotStarts.map((value) => tf.fill(shape, value))),
          gradientNormSum: tf.tensor1d([0]),
        };
        for (let step = 0; step < 3; step++) {
          const gradients = shapes.map((shape, i) => filled(`gradient${i}/${step}`, shape));
          state = update(state, gradients, { rules, optimizer, clipNorm, clipValue });
        }
        return [...state.weights, ...state.slots.flat(), state.gradientNormSum];
      }),
  })),
);

const projections: readonly WeightRule[] = [
  { kind: 'proximalL1', strength: 2 },
  { kind: 'maxNorm', largest: 0.7 },
  { kind: 'unitNorm' },
  { kind: 'nonNegative' },
];

const projectionCases: ParityCase[] = projections.map((rule) => ({
  name: `update, then ${rule.kind}`,
  run: () =>
    tf.tidy(() => {
      const shapes = [
        [1, 3],
        [7, 1],
        [4, 9],
        [70, 33],
      ];
      let state = {
        weights: shapes.map((shape, i) => filled(`weight${i}`, shape)),
        slots: shapes.map((shape) => [tf.zeros(shape)]),
        gradientNormSum: tf.tensor1d([0]),
      };
      const optimizer = optimizers[0]![1];
      for (let step = 0; step < 2; step++) {
        const gradients = shapes.map((shape, i) => filled(`gradient${i}/${step}`, shape));
        state = update(state, gradients, {
          rules: [[rule], [...l1l2l3(0, 0.1, 0), rule], [rule], [rule]],
          optimizer,
          clipNorm: 0,
        });
      }
      return [...state.weights, state.gradientNormSum];
    }),
}));

export const otherCases: ParityCase[] = [
  ...variantCases,
  ...projectionCases,
  ...embeddingCases,
  largeEmbeddingCase,
  ...readoutCases,
  ...overTimeCases,
  ...convolutionCases,
  ...denseCases,
  hugeLogitsCase,
  ...updateCases,
];
