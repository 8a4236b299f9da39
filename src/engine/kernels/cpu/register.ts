// Registers the engine's ops on tfjs's cpu backend.

import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { type KernelFunc, registerKernel, type TensorInfo } from '@tensorflow/tfjs-core';
import { Dense, DenseGrad } from '../../ops/dense';
import { Embedding, EmbeddingGrad } from '../../ops/embedding';
import { Rnn, type RnnAttributes, RnnGrad, savedLayout } from '../../ops/rnn';
import { Update, type UpdateAttributes } from '../../ops/update';
import { outputsOf } from '../plain';
import { collectUpdate } from '../update-tensors';
import { denseBackward, denseForward } from './dense';
import { embeddingBackward, embeddingForward } from './embedding';
import { overTimeKernels } from './over-time-kernels';
import { rnnBackward } from './rnn-backward';
import { rnnForward } from './rnn-forward';
import { sharedKernels } from './shared-kernels';
import { updateInPlace } from './update';

interface CpuArguments {
  inputs: Readonly<Record<string, TensorInfo>>;
  attributes: object;
  floats(name: string): Float32Array;
  optionalFloats(name: string): Float32Array | undefined;
  integers(name: string): Int32Array;
  shape(name: string): number[];
  output(shape: readonly number[], values: Float32Array): TensorInfo;
  backend: MathBackendCPU;
}

function register(kernelName: string, run: (arguments_: CpuArguments) => TensorInfo[] | TensorInfo): void {
  const kernelFunc = ({
    inputs,
    attrs,
    backend,
  }: {
    inputs: Record<string, TensorInfo>;
    attrs: object;
    backend: MathBackendCPU;
  }) => {
    const values = (name: string) => backend.data.get(inputs[name]!.dataId).values;
    return run({
      inputs,
      attributes: attrs,
      backend,
      floats: (name) => values(name) as Float32Array,
      optionalFloats: (name) => (inputs[name] ? (values(name) as Float32Array) : undefined),
      integers: (name) => values(name) as Int32Array,
      shape: (name) => inputs[name]!.shape,
      output: (shape, data) => backend.makeTensorInfo([...shape], 'float32', data),
    });
  };
  registerKernel({ kernelName, backendName: 'cpu', kernelFunc: kernelFunc as unknown as KernelFunc });
}

const variantInputs = (optionalFloats: CpuArguments['optionalFloats']) => ({
  recurrentMask: optionalFloats('recurrentMask'),
  recurrentBias: optionalFloats('recurrentBias'),
  candidateMask: optionalFloats('candidateMask'),
  zoneoutState: optionalFloats('zoneoutState'),
  zoneoutCell: optionalFloats('zoneoutCell'),
});

/** Call once, before the first op runs on the cpu backend. */
export function registerCpuKernels(): void {
  register(Rnn, ({ attributes, floats, optionalFloats, integers, output }) => {
    const rnn = attributes as RnnAttributes;
    const { value, saved } = rnnForward(
      {
        x: floats('x'),
        kernel: floats('kernel'),
        recurrentKernel: floats('recurrentKernel'),
        bias: floats('bias'),
        indices: integers('indices'),
        inputMask: optionalFloats('inputMask'),
        ...variantInputs(optionalFloats),
      },
      rnn,
    );
    const shape = rnn.returnSequences ? [rnn.batch, rnn.time, rnn.units] : [rnn.batch, rnn.units];
    return [output(shape, value), output([savedLayout(rnn).size], saved)];
  });

  register(RnnGrad, ({ attributes, floats, optionalFloats, integers, shape, output }) => {
    const rnn = attributes as RnnAttributes;
    const { dX, dKernel, dRecurrentKernel, dBias, dRecurrentBias } = rnnBackward(
      {
        dy: floats('dy'),
        kernel: floats('kernel'),
        recurrentKernel: floats('recurrentKernel'),
        saved: floats('saved'),
        indices: integers('indices'),
        inputMask: optionalFloats('inputMask'),
        ...variantInputs(optionalFloats),
      },
      rnn,
    );
    return [
      output([rnn.batch, rnn.time, rnn.inputSize], dX),
      output(shape('kernel'), dKernel),
      output(shape('recurrentKernel'), dRecurrentKernel),
      output([dBias.length], dBias),
      ...(dRecurrentBias ? [output([dBias.length], dRecurrentBias)] : []),
    ];
  });

  register(Embedding, ({ floats, optionalFloats, integers, shape, output }) => {
    const size = shape('table')[1]!;
    const value = embeddingForward(floats('table'), integers('tokenIds'), optionalFloats('wordScales'), size);
    return output([...shape('tokenIds'), size], value);
  });

  register(EmbeddingGrad, ({ attributes, floats, optionalFloats, integers, output }) => {
    const { vocabulary, size } = attributes as { vocabulary: number; size: number };
    const dy = floats('dy');
    const gradient = embeddingBackward(dy, integers('tokenIds'), optionalFloats('wordScales'), vocabulary, size);
    return output([vocabulary, size], gradient);
  });

  register(Dense, ({ floats, optionalFloats, shape, output }) => {
    const rows = shape('x')[0]!;
    const mask = optionalFloats('inputMask');
    const { out, maskedInput } = denseForward(floats('x'), mask, floats('kernel'), floats('bias'), rows);
    return [output([rows, shape('bias')[0]!], out), output(shape('x'), maskedInput)];
  });

  register(DenseGrad, ({ floats, optionalFloats, shape, output }) => {
    const mask = optionalFloats('inputMask');
    const rows = shape('dy')[0]!;
    const { dX, dKernel, dBias } = denseBackward(floats('dy'), floats('maskedInput'), mask, floats('kernel'), rows);
    return [output(shape('maskedInput'), dX), output(shape('kernel'), dKernel), output([dBias.length], dBias)];
  });

  for (const [name, kernel] of Object.entries({ ...overTimeKernels, ...sharedKernels })) {
    register(name, ({ output, ...given }) => outputsOf(kernel(given)).map(([shape, values]) => output(shape, values)));
  }

  register(Update, ({ inputs, attributes, backend }) => {
    const floats = (tensor: TensorInfo) => backend.data.get(tensor.dataId).values as Float32Array;
    const { weights, gradientNormSum } = collectUpdate(inputs, attributes as UpdateAttributes);
    const values = weights.map(({ weight, gradient, slots }) => ({
      weight: floats(weight),
      gradient: floats(gradient),
      slots: slots.map(floats),
      shape: weight.shape,
    }));
    const norm = updateInPlace(values, attributes as UpdateAttributes);
    floats(gradientNormSum)[0]! += Math.fround(norm);
    // Written in place: there is nothing to hand out.
    return [];
  });
}
