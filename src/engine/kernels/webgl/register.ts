// Registers the engine's ops on tfjs's webgl backend.

import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { getKernel, type KernelFunc, registerKernel, type TensorInfo } from '@tensorflow/tfjs-core';
import { Collect, type CollectAttributes } from '../../ops/collect';
import { CrossEntropy, CrossEntropyGrad } from '../../ops/cross-entropy';
import { Dense, DenseGrad } from '../../ops/dense';
import { Embedding, EmbeddingGrad, type EmbeddingGradAttributes } from '../../ops/embedding';
import { Rnn, type RnnAttributes, RnnGrad } from '../../ops/rnn';
import { Update, type UpdateAttributes } from '../../ops/update';
import { share } from '../share';
import { collectUpdate } from '../update-tensors';
import { copyFlat } from './collect';
import { crossEntropyGradient, losses, mean, probabilities } from './cross-entropy';
import { biasGradient, denseForward, inputGradient, kernelGradient, maskedInputGradient, maskInput } from './dense';
import {
  embeddingBackward,
  embeddingForward,
  listPlaces,
  placesWidth,
  scaledEmbeddingBackward,
  scaledEmbeddingForward,
} from './embedding';
import { Passes } from './pass';
import { rnnBackward } from './rnn-backward';
import { rnnForward, savedRnn } from './rnn-forward';
import {
  columnTexture,
  contextOf,
  newTensor,
  release,
  type TensorTexture,
  tensorTexture,
  uploadSheet,
} from './texture';
import { finishNorm, sumRows, sumSide, sumSquares, updatePrograms } from './update';

interface WebglArguments {
  inputs: Readonly<Record<string, TensorInfo>>;
  attributes: object;
  backend: MathBackendWebGL;
  passes: Passes;
  texture(name: string): TensorTexture;
  optionalTexture(name: string): TensorTexture | undefined;
  shape(name: string): number[];
}

/** A backend that lost its context makes way for a new one, with programs of its own. */
const passesByBackend = new WeakMap<MathBackendWebGL, Passes>();

function passesOf(backend: MathBackendWebGL): Passes {
  let passes = passesByBackend.get(backend);
  if (!passes) {
    passes = new Passes(contextOf(backend));
    passesByBackend.set(backend, passes);
  }
  return passes;
}

function register(kernelName: string, run: (arguments_: WebglArguments) => TensorInfo[] | TensorInfo): void {
  if (getKernel(kernelName, 'webgl')) return;
  const kernelFunc = ({
    inputs,
    attrs,
    backend,
  }: {
    inputs: Record<string, TensorInfo>;
    attrs: object;
    backend: MathBackendWebGL;
  }) => {
    const passes = passesOf(backend);
    const unpacked: TensorInfo[] = [];
    const plain = Object.fromEntries(
      Object.entries(inputs).map(([name, info]) => {
        const { isPacked, slice } = backend.texData.get(info.dataId);
        if (!slice && (!isPacked || savedRnn(info))) return [name, info];
        const copy = { ...backend.unpackTensor(info), shape: info.shape };
        unpacked.push(copy);
        return [name, copy];
      }),
    );
    const texture = (name: string) => tensorTexture(backend, plain[name]!);
    const outputs = passes.kernel(() =>
      run({
        inputs: plain,
        attributes: attrs,
        backend,
        passes,
        texture,
        optionalTexture: (name) => (plain[name] ? texture(name) : undefined),
        shape: (name) => inputs[name]!.shape,
      }),
    );
    for (const { dataId } of unpacked) backend.disposeData(dataId);
    return outputs;
  };
  registerKernel({ kernelName, backendName: 'webgl', kernelFunc: kernelFunc as unknown as KernelFunc });
}

/** Call once a started backend, before its first op runs. */
export function registerWebglKernels(): void {
  register(Rnn, ({ attributes, backend, passes, texture, optionalTexture }) => {
    const { value, saved } = rnnForward(
      backend,
      passes,
      {
        x: texture('x'),
        kernel: texture('kernel'),
        recurrentKernel: texture('recurrentKernel'),
        bias: texture('bias'),
        inputMask: optionalTexture('inputMask'),
        recurrentMask: optionalTexture('recurrentMask'),
      },
      attributes as RnnAttributes,
    );
    return [value, saved];
  });

  register(RnnGrad, ({ inputs, attributes, backend, passes, texture, optionalTexture }) =>
    rnnBackward(
      backend,
      passes,
      { dy: texture('dy'), inputMask: optionalTexture('inputMask'), saved: savedRnn(inputs.saved!) },
      attributes as RnnAttributes,
    ),
  );

  register(Embedding, ({ inputs, backend, passes, texture, shape }) => {
    const columns = shape('table')[1]!;
    const out = newTensor(backend, [...shape('tokenIds'), columns]);
    const wordScales = inputs.wordScales && columnTexture(backend, inputs.wordScales);
    passes.run({
      program: wordScales ? scaledEmbeddingForward : embeddingForward,
      inputs: {
        table: texture('table'),
        tokenIds: columnTexture(backend, inputs.tokenIds!),
        ...(wordScales && { wordScales }),
      },
      uniforms: { columns },
      outputs: [out],
    });
    return out.info;
  });

  register(EmbeddingGrad, ({ inputs, attributes, backend, passes, texture }) => {
    const { vocabulary, size, ids } = attributes as EmbeddingGradAttributes;
    const places = uploadSheet(backend, placesWidth, listPlaces(ids, vocabulary));
    const dTable = newTensor(backend, [vocabulary, size]);
    const wordScales = inputs.wordScales && columnTexture(backend, inputs.wordScales);
    passes.run({
      program: wordScales ? scaledEmbeddingBackward : embeddingBackward,
      inputs: { dy: texture('dy'), places, ...(wordScales && { wordScales }) },
      uniforms: { columns: size, vocabulary },
      outputs: [dTable],
    });
    release(backend, [places]);
    return dTable.info;
  });

  register(Dense, ({ inputs, backend, passes, texture, optionalTexture, shape }) => {
    const [rows, width] = shape('x') as [number, number];
    const outputs = shape('bias')[0]!;
    const inputMask = optionalTexture('inputMask');
    let x = texture('x');
    let maskedInput: TensorInfo;
    if (inputMask) {
      const masked = newTensor(backend, [rows, width]);
      passes.run({ program: maskInput, inputs: { x, inputMask }, uniforms: { inputs: width }, outputs: [masked] });
      x = masked;
      maskedInput = masked.info;
    } else maskedInput = share(backend, inputs.x!);
    const out = newTensor(backend, [rows, outputs]);
    passes.run({
      program: denseForward,
      inputs: { x, kernel: texture('kernel'), bias: texture('bias') },
      uniforms: { inputs: width, outputs },
      outputs: [out],
    });
    return [out.info, maskedInput];
  });

  register(DenseGrad, ({ backend, passes, texture, optionalTexture, shape }) => {
    const [rows, width] = shape('maskedInput') as [number, number];
    const outputs = shape('dy')[1]!;
    const uniforms = { inputs: width, outputs, rows };
    const dy = texture('dy');
    const inputMask = optionalTexture('inputMask');
    const [dX, dKernel, dBias] = [[rows, width], [width, outputs], [outputs]].map((s) => newTensor(backend, s));
    passes.run({
      program: inputMask ? maskedInputGradient : inputGradient,
      inputs: { dy, kernel: texture('kernel'), ...(inputMask && { inputMask }) },
      uniforms,
      outputs: [dX!],
    });
    const maskedInput = texture('maskedInput');
    passes.run({ program: kernelGradient, inputs: { maskedInput, dy }, uniforms, outputs: [dKernel!] });
    passes.run({ program: biasGradient, inputs: { dy }, uniforms, outputs: [dBias!] });
    return [dX!.info, dKernel!.info, dBias!.info];
  });

  register(CrossEntropy, ({ backend, passes, texture, shape }) => {
    const [batch, classes] = shape('logits') as [number, number];
    const uniforms = { batch, classes };
    const logits = texture('logits');
    const labels = texture('labels');
    const [meanLoss, eachLoss, softmax] = [[], [batch], [batch, classes]].map((s) => newTensor(backend, s));
    passes.run({ program: losses, inputs: { logits, labels }, uniforms, outputs: [eachLoss!] });
    passes.run({ program: probabilities, inputs: { logits }, uniforms, outputs: [softmax!] });
    passes.run({ program: mean, inputs: { values: eachLoss! }, uniforms, outputs: [meanLoss!] });
    return [meanLoss!.info, eachLoss!.info, softmax!.info];
  });

  register(CrossEntropyGrad, ({ backend, passes, texture, shape }) => {
    const [batch, classes] = shape('probabilities') as [number, number];
    const gradient = newTensor(backend, [batch, classes]);
    passes.run({
      program: crossEntropyGradient,
      inputs: { dy: texture('dy'), probabilities: texture('probabilities'), labels: texture('labels') },
      uniforms: { batch, classes },
      outputs: [gradient],
    });
    return gradient.info;
  });

  register(Update, ({ inputs, attributes, backend, passes }) => {
    const { penalties, optimizer, clipNorm, weightCount } = attributes as UpdateAttributes;
    const { weights, gradientNormSum } = collectUpdate(inputs, attributes as UpdateAttributes);
    const places = weights.map(({ weight, gradient, slots }, i) => {
      const { l1, l2, l3 } = penalties[i]!;
      const texture = tensorTexture(backend, weight);
      return {
        weight: texture,
        gradient: tensorTexture(backend, gradient),
        slots: Object.fromEntries(slots.map((slot, j) => [`slot${j}`, tensorTexture(backend, slot)])),
        uniforms: {
          size: weight.shape.reduce((product, size) => product * size, 1),
          width: texture.width,
          height: texture.height,
          ...{ l1, twoL2: 2 * l2, threeL3: 3 * l3 },
        },
      };
    });

    const squares = newTensor(backend, [sumSide, sumSide * weightCount]);
    const sums = newTensor(backend, [sumSide, weightCount]);
    const squaresOutput = [squares];
    passes.clear(squaresOutput);
    for (const [i, { weight, gradient, uniforms }] of places.entries()) {
      const left = i * sumSide;
      passes.run({
        program: sumSquares,
        inputs: { weight, gradient },
        uniforms: { ...uniforms, left },
        outputs: squaresOutput,
        area: {
          x: left,
          y: 0,
          width: Math.min(sumSide, weight.width),
          height: Math.min(sumSide, weight.height),
        },
      });
    }
    passes.run({ program: sumRows, inputs: { squares }, outputs: [sums] });
    const normSum = newTensor(backend, [1]);
    const factor = newTensor(backend, [1]);
    passes.run({
      program: finishNorm,
      inputs: { sums, normSum: tensorTexture(backend, gradientNormSum) },
      uniforms: { weights: weightCount, clipNorm },
      outputs: [normSum, factor],
    });

    const constants =
      optimizer.kind === 'sgd' ? optimizer : { ...optimizer, rest1: 1 - optimizer.beta1, rest2: 1 - optimizer.beta2 };
    const { kind: _, ...numbers } = constants;
    const updated = places.map(({ weight, gradient, slots, uniforms }, i) => {
      const outputs = [weights[i]!.weight, ...weights[i]!.slots].map(({ shape }) => newTensor(backend, shape));
      passes.run({
        program: updatePrograms[optimizer.kind],
        inputs: { weight, gradient, factor, ...slots },
        uniforms: { ...uniforms, ...numbers },
        outputs,
      });
      return outputs.map(({ info }) => info);
    });
    release(backend, [squares, sums, factor]);
    return [normSum.info, ...updated.map(([weight]) => weight!), ...updated.flatMap(([, ...slots]) => slots)];
  });

  register(Collect, ({ inputs, attributes, backend, passes, texture }) => {
    const { count } = attributes as CollectAttributes;
    const sizes = Array.from({ length: count }, (_, i) =>
      inputs[`tensor${i}`]!.shape.reduce((product, size) => product * size, 1),
    );
    const block = newTensor(backend, [sizes.reduce((sum, size) => sum + size, 0)]);
    const outputs = [block];
    let start = 0;
    for (const [i, size] of sizes.entries()) {
      const { width } = block;
      const top = Math.floor(start / width);
      const oneRow = block.height === 1;
      passes.run({
        program: copyFlat,
        inputs: { tensor: texture(`tensor${i}`) },
        uniforms: { start, size, width },
        outputs,
        area: oneRow
          ? { x: start, y: 0, width: size, height: 1 }
          : { x: 0, y: top, width, height: Math.ceil((start + size) / width) - top },
      });
      start += size;
    }
    return block.info;
  });
}
