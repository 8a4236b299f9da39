// The recurrent layers and their variants on every kind of size.

import * as tf from '@tensorflow/tfjs-core';
import { rnn } from '../../src/engine/ops/rnn';
import { planSequence } from '../../src/engine/ops/sequence';
import { type Cell, cells } from '../../src/experiment/experiment';
import { gateCounts } from '../../src/experiment/model-spec';
import { stream } from '../../src/experiment/random';
import { gradientsOf } from './numbers';
import { both, filled, halved, type ParityCase, values } from './parity-case';

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

export const variantCases: ParityCase[] = variants.flatMap(([cell, flags]) =>
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
