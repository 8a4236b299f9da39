// The rnn op and the whole network against the reference in doubles: values, gradients, padding.

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import { buildModel } from '../../src/engine/model/build';
import type { DropoutMasks } from '../../src/engine/model/part';
import { crossEntropy } from '../../src/engine/ops/cross-entropy';
import { embedding } from '../../src/engine/ops/embedding';
import { rnn } from '../../src/engine/ops/rnn';
import { planSequence } from '../../src/engine/ops/sequence';
import { exactBackends as backends, type Cell, cells } from '../../src/experiment/experiment';
import { gateCounts, modelOf } from '../../src/experiment/model-spec';
import { defaultRun } from '../../src/experiment/run-fields';
import { bitsOf, differences, gradientsOf, halvedMatrix, passOf, tokensOf, uniformMatrix, uniforms } from './numbers';
import { type Classifier, crossEntropyOf, finiteDifferences, type Matrix, readText, textLogits } from './reference';
import { type WeightName, weightNames } from './toy';

const valueTolerance = { absolute: 2e-6 };
const gradientTolerance = { absolute: 1e-5, relative: 1e-5 };

beforeAll(async () => {
  for (const backend of backends) expect(await startBackend(backend)).toEqual({ backend });
});

interface Sizes {
  units: number;
  inputSize: number;
  time: number;
  lengths: number[];
}

interface Options {
  reverse: boolean;
  masked: boolean;
  returnSequences: boolean;
}

/** A layer, its input `[text][time][inputSize]`, and the direction in which its output is looked at. */
function makeProblem(cell: Cell, { units, inputSize, time, lengths }: Sizes, { masked, returnSequences }: Options) {
  const width = gateCounts[cell] * units;
  const batch = lengths.length;
  return {
    layer: {
      cell,
      kernel: uniformMatrix('kernel', inputSize, width),
      recurrentKernel: uniformMatrix('recurrentKernel', units, width),
      bias: uniforms('bias', width, 0.5),
    },
    x: lengths.map((_, text) => uniformMatrix(`x${text}`, time, inputSize)),
    inputMasks: masked ? halvedMatrix('inputMask', batch, inputSize) : undefined,
    recurrentMasks: masked ? halvedMatrix('recurrentMask', batch, units) : undefined,
    // Padding's share of dy must not matter, so it is not zero.
    dy: lengths.map((_, text) => uniformMatrix(`dy${text}`, returnSequences ? time : 1, units)),
  };
}
type Problem = ReturnType<typeof makeProblem>;

/** The op's value and the gradients of x, kernel, recurrentKernel and bias. */
function runOp(problem: Problem, lengths: number[], time: number, { reverse, returnSequences }: Options): tf.Tensor[] {
  const { layer, x, dy, inputMasks, recurrentMasks } = problem;
  const options = {
    cell: layer.cell,
    plan: planSequence(lengths, time, reverse),
    inputMask: inputMasks && tf.tensor2d(inputMasks),
    recurrentMask: recurrentMasks && tf.tensor2d(recurrentMasks),
    returnSequences,
  };
  const operation = (input: tf.Tensor, kernel: tf.Tensor, recurrentKernel: tf.Tensor, bias: tf.Tensor) =>
    rnn(
      input as tf.Tensor3D,
      { kernel: kernel as tf.Tensor2D, recurrentKernel: recurrentKernel as tf.Tensor2D, bias: bias as tf.Tensor1D },
      options,
    );
  const inputs: [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor] = [
    tf.tensor3d(x),
    tf.tensor2d(layer.kernel),
    tf.tensor2d(layer.recurrentKernel),
    tf.tensor1d(layer.bias),
  ];
  const value = operation(...inputs);
  return [value, ...gradientsOf(operation as never, inputs, tf.tensor(dy.flat(2), value.shape))];
}

function referenceOutput({ layer, x, inputMasks, recurrentMasks }: Problem, lengths: number[], options: Options) {
  return x.map((tokens, text): Matrix => {
    const { states, last } = readText(layer, tokens, lengths[text]!, {
      reverse: options.reverse,
      inputMask: inputMasks?.[text],
      recurrentMask: recurrentMasks?.[text],
    });
    return options.returnSequences ? states : [last];
  });
}

const flags = [false, true];
const allOptions: Options[] = flags.flatMap((reverse) =>
  flags.flatMap((masked) => flags.map((returnSequences) => ({ reverse, masked, returnSequences }))),
);
const allSizes: Sizes[] = [
  { units: 5, inputSize: 3, time: 6, lengths: [4, 6, 1, 0, 3] },
  { units: 1, inputSize: 1, time: 3, lengths: [3] },
  { units: 4, inputSize: 9, time: 2, lengths: [1, 2] },
];

describe.each(cells)('%s', (cell) => {
  test.each(allOptions)(
    'has the values and gradients of the reference (reverse $reverse, masked $masked, every step $returnSequences)',
    async (options) => {
      for (const sizes of allSizes) {
        const { lengths, time } = sizes;
        const problem = makeProblem(cell, sizes, options);
        const output = () => referenceOutput(problem, lengths, options).flat(2);
        const dy = problem.dy.flat(2);
        const loss = () => output().reduce((sum, value, i) => sum + value * dy[i]!, 0);
        const expected = output();
        const { kernel, recurrentKernel, bias } = problem.layer;
        const gradients = [problem.x.flat(), kernel, recurrentKernel, [bias]].map((parameters) =>
          finiteDifferences(loss, parameters),
        );
        for (const backend of backends) {
          await startBackend(backend);
          tf.tidy(() => {
            const [value, ...actual] = runOp(problem, lengths, time, options).map((tensor) => tensor.dataSync());
            expect(differences(value!, expected, valueTolerance), `${backend} values`).toEqual([]);
            for (const [i, name] of ['x', 'kernel', 'recurrentKernel', 'bias'].entries()) {
              expect(differences(actual[i]!, gradients[i]!, gradientTolerance), `${backend}, ${name}`).toEqual([]);
            }
          });
        }
      }
    },
  );

  test.each(allOptions)(
    'never reads padding: more of it, full of NaN, leaves every bit (reverse $reverse, masked $masked, every step $returnSequences)',
    async (options) => {
      const sizes = allSizes[0]!;
      const { lengths, time } = sizes;
      const more = 5;
      const problem = makeProblem(cell, sizes, options);
      const pad = (rows: Matrix, width: number) => [
        ...rows,
        ...Array.from({ length: more }, () => new Array<number>(width).fill(Number.NaN)),
      ];
      const padded: Problem = {
        ...problem,
        x: problem.x.map((rows, text) => [
          ...rows.slice(0, lengths[text]!),
          ...pad(rows, sizes.inputSize)
            .slice(lengths[text]!)
            .map((row) => row.fill(Number.NaN)),
        ]),
        dy: options.returnSequences ? problem.dy.map((rows) => pad(rows, sizes.units)) : problem.dy,
      };
      // What padding appended to each text must give: zeros.
      const withZeros = (tensor: tf.Tensor) =>
        tf.pad(
          tensor as tf.Tensor3D,
          [
            [0, 0],
            [0, more],
            [0, 0],
          ] as const as never,
        );
      for (const backend of backends) {
        await startBackend(backend);
        tf.tidy(() => {
          const plain = makeProblem(cell, sizes, options);
          const [value, dX, ...rest] = runOp(plain, lengths, time, options) as [tf.Tensor, tf.Tensor, ...tf.Tensor[]];
          const [longValue, longDX, ...longRest] = runOp(padded, lengths, time + more, options) as typeof rest;
          expect(bitsOf(longValue!)).toBe(bitsOf(options.returnSequences ? withZeros(value) : value));
          expect(bitsOf(longDX!)).toBe(bitsOf(withZeros(dX)));
          expect(longRest.map(bitsOf)).toEqual(rest.map(bitsOf));
        });
      }
    },
  );

  test('gives a text the same bits whatever its neighbours in the batch', async () => {
    const sizes: Sizes = { units: 13, inputSize: 6, time: 7, lengths: [7, 2, 5, 5, 1, 7, 3] };
    for (const options of allOptions) {
      const problem = makeProblem(cell, sizes, options);
      for (const backend of backends) {
        await startBackend(backend);
        tf.tidy(() => {
          const [value, dX] = runOp(problem, sizes.lengths, sizes.time, options) as [tf.Tensor, tf.Tensor];
          for (const [text, length] of sizes.lengths.entries()) {
            const alone: Problem = {
              ...problem,
              x: [problem.x[text]!],
              dy: [problem.dy[text]!],
              inputMasks: problem.inputMasks && [problem.inputMasks[text]!],
              recurrentMasks: problem.recurrentMasks && [problem.recurrentMasks[text]!],
            };
            const [ownValue, ownDX] = runOp(alone, [length], sizes.time, options) as [tf.Tensor, tf.Tensor];
            expect(bitsOf(ownValue)).toBe(bitsOf(tf.slice(value, text, 1)));
            expect(bitsOf(ownDX)).toBe(bitsOf(tf.slice(dX, text, 1)));
          }
        });
      }
    }
  });

  test.each(flags)(
    'in the whole network has the logits, loss and gradients of the reference (dropout %s)',
    async (dropout) => {
      const [vocabulary, embeddingSize, units, classes, time] = [7, 3, 5, 3, 4];
      // Token 4 comes twice in one text, token 6 never.
      const texts = [
        [4, 2, 4, 5],
        [1, 0, 0, 0],
        [3, 5, 2, 0],
      ];
      const lengths = [4, 1, 3];
      const labels = [2, 0, 1];
      const width = gateCounts[cell] * units;
      const network: Classifier = {
        cell,
        embedding: uniformMatrix('embedding', vocabulary, embeddingSize),
        kernel: uniformMatrix('kernel', embeddingSize, width),
        recurrentKernel: uniformMatrix('recurrentKernel', units, width),
        bias: uniforms('bias', width, 0.5),
        denseKernel: uniformMatrix('denseKernel', units, classes),
        denseBias: uniforms('denseBias', classes),
      };
      const masks = {
        words: halvedMatrix('words', 3, time),
        input: halvedMatrix('input', 3, embeddingSize),
        recurrent: halvedMatrix('recurrent', 3, units),
        output: halvedMatrix('output', 3, units),
      };
      const scores = () =>
        texts.map((tokens, text) =>
          textLogits(
            network,
            tokens,
            lengths[text]!,
            dropout
              ? {
                  words: masks.words[text]!,
                  input: masks.input[text]!,
                  recurrent: masks.recurrent[text]!,
                  output: masks.output[text]!,
                }
              : {},
          ),
        );
      const loss = () => scores().reduce((sum, row, text) => sum + crossEntropyOf(row, labels[text]!), 0) / 3;
      const expectedLogits = scores().flat();
      const expectedLoss = loss();
      const values: Record<WeightName, Matrix> = {
        embedding: network.embedding,
        'rnn/0/forward/kernel': network.kernel,
        'rnn/0/forward/recurrentKernel': network.recurrentKernel,
        'rnn/0/forward/bias': [network.bias],
        'dense/kernel': network.denseKernel,
        'dense/bias': [network.denseBias],
      };
      const gradients = weightNames.map((name) => finiteDifferences(loss, values[name]));
      const model = buildModel(modelOf({ ...defaultRun, embeddingSize, cell, units }), {
        vocabularyRows: network.embedding.length,
        classes: network.denseBias.length,
      });
      expect(model.parameters.map(({ name }) => name)).toEqual(weightNames);

      for (const backend of backends) {
        await startBackend(backend);
        tf.tidy(() => {
          const tensors = weightNames.map((name) =>
            name.endsWith('bias') ? tf.tensor1d(values[name].flat()) : tf.tensor2d(values[name]),
          );
          const dropoutMasks: DropoutMasks = {
            embedding: tf.tensor2d(masks.words),
            'rnn/0/forward/input': tf.tensor2d(masks.input),
            'rnn/0/forward/recurrent': tf.tensor2d(masks.recurrent),
            output: tf.tensor2d(masks.output),
          };
          const forward = (...weights: tf.Tensor[]) =>
            model.logits(weights, passOf(texts, lengths, dropout ? dropoutMasks : {}));
          const meanLoss = (...weights: tf.Tensor[]) => crossEntropy(forward(...weights), tf.tensor1d(labels, 'int32'));
          expect(differences(forward(...tensors).dataSync(), expectedLogits, valueTolerance), backend).toEqual([]);
          expect(differences(meanLoss(...tensors).dataSync(), [expectedLoss], valueTolerance), backend).toEqual([]);
          const actual = gradientsOf(meanLoss, tensors);
          for (const [i, name] of weightNames.entries()) {
            const found = differences(actual[i]!.dataSync(), gradients[i]!, gradientTolerance);
            expect(found, `${backend}, ${name}`).toEqual([]);
          }
          expect(gradients[0]!.slice(0, embeddingSize)).toEqual([0, 0, 0]);
        });
      }
    },
  );
});

test("the embedding's gradient adds up a token's places and leaves padding's row and unread rows at 0", async () => {
  const ids = [
    [3, 1, 3],
    [2, 0, 0],
  ];
  const dy = ids.map((_, text) => uniformMatrix(`dy${text}`, 3, 2));
  const expected = [0, 1, 2, 3, 4].flatMap((id) =>
    [0, 1].map((column) =>
      ids
        .flatMap((row, text) => row.map((other, t) => (id !== 0 && other === id ? dy[text]![t]![column]! : 0)))
        .reduce((a, b) => a + b),
    ),
  );
  for (const backend of backends) {
    await startBackend(backend);
    tf.tidy(() => {
      const lookUp = (table: tf.Tensor) => embedding(table as tf.Tensor2D, tokensOf(ids));
      const [gradient] = gradientsOf(lookUp, [tf.tensor2d(uniformMatrix('table', 5, 2))], tf.tensor3d(dy));
      expect(differences(gradient!.dataSync(), expected, { absolute: 1e-6 }), backend).toEqual([]);
    });
  }
});
