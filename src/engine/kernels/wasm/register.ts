// Registers the engine's ops on tfjs's wasm backend: each finds its tensors in memory and calls one kernel.

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { type KernelFunc, registerKernel, type TensorInfo } from '@tensorflow/tfjs-core';
import type { Cell } from '../../../experiment/experiment';
import { gateCounts } from '../../../experiment/model-spec';
import { Dense, DenseGrad } from '../../ops/dense';
import { Embedding, EmbeddingGrad } from '../../ops/embedding';
import { Rnn, type RnnAttributes, RnnGrad, savedLayout } from '../../ops/rnn';
import { Update, type UpdateAttributes } from '../../ops/update';
import { sharedKernels } from '../cpu/shared-kernels';
import { outputsOf } from '../plain';
import { collectUpdate } from '../update-tensors';
import { registerConvolution } from './convolution';
import type { Allocate, Memory, Register } from './memory';
import type { SimdKernels } from './module';
import { registerOverTime } from './over-time';
import { updateInPlace } from './update';

const cellCodes = { SimpleRNN: 0, LSTM: 1, GRU: 2 } as const satisfies Record<Cell, number>;
const bytesPerNumber = 4;

/** Where a tensor's values lie. Looked up anew after every allocation that may move nothing but the views. */
const locate = (backend: BackendWasm, tensor: TensorInfo) => backend.getMemoryOffset(tensor.dataId);

/** tfjs hands out whatever its allocator gave, a null pointer too. */
function allocate(backend: BackendWasm, shape: readonly number[]): TensorInfo {
  const bytes = shape.reduce((product, size) => product * size, bytesPerNumber);
  if (bytes < 2 ** 31) {
    const tensor = backend.makeOutput([...shape], 'float32');
    if (bytes === 0 || locate(backend, tensor) !== 0) return tensor;
  }
  throw new Error(`not enough memory: ${Math.round(bytes / 2 ** 20)} MB were asked for at once`);
}

const register: Register = (kernelName, run) => {
  const kernelFunc = ({
    inputs,
    attrs,
    backend,
  }: {
    inputs: Record<string, TensorInfo>;
    attrs: object;
    backend: BackendWasm;
  }) =>
    run({
      inputs,
      attributes: attrs,
      backend,
      pointer: (name) => (inputs[name] ? locate(backend, inputs[name]) : 0),
      shape: (name) => inputs[name]!.shape,
    });
  registerKernel({ kernelName, backendName: 'wasm', kernelFunc: kernelFunc as unknown as KernelFunc });
};

/** Call once, before the first op runs on the wasm backend. */
export function registerWasmKernels(simd: SimdKernels): void {
  const zeros: Allocate = (backend, shape) => {
    const tensor = allocate(backend, shape);
    simd.clear(
      locate(backend, tensor),
      shape.reduce((product, size) => product * size, bytesPerNumber),
    );
    return tensor;
  };

  /** Runs with memory for `size` floats that is given back at once. */
  const withScratch = (backend: BackendWasm, size: number, run: (pointer: number) => void) => {
    const scratch = allocate(backend, [size]);
    run(locate(backend, scratch));
    backend.disposeData(scratch.dataId);
  };

  register(Rnn, ({ attributes, backend, pointer }) => {
    const rnn = attributes as RnnAttributes;
    const { batch, time, steps, rows, inputSize, units, returnSequences } = rnn;
    const saved = allocate(backend, [savedLayout(rnn).size]);
    const value = zeros(backend, returnSequences ? [batch, time, units] : [batch, units]);
    const valuePointer = locate(backend, value);
    const hasRecurrentBias = pointer('recurrentBias') !== 0;
    const run = (finalState: number, scratch: number) =>
      simd.rnnForward(
        cellCodes[rnn.cell],
        pointer('x'),
        pointer('inputMask'),
        pointer('kernel'),
        pointer('recurrentKernel'),
        pointer('bias'),
        pointer('recurrentMask'),
        ...indexPointers(pointer('indices'), rnn),
        steps,
        rows,
        inputSize,
        units,
        ...savedPointers(locate(backend, saved), rnn),
        returnSequences ? valuePointer : 0,
        finalState,
        ...variantArguments(rnn, pointer),
        scratch,
      );
    const states = returnSequences ? batch * units : 0;
    const sums = hasRecurrentBias ? batch * gateCounts[rnn.cell] * units : 0;
    if (states + sums === 0) run(valuePointer, 0);
    else {
      withScratch(backend, states + sums, (scratch) =>
        run(returnSequences ? scratch : valuePointer, scratch + states * bytesPerNumber),
      );
    }
    return [value, saved];
  });

  register(RnnGrad, ({ attributes, backend, pointer, shape }) => {
    const rnn = attributes as RnnAttributes;
    const { batch, time, steps, rows, inputSize, units, returnSequences } = rnn;
    const width = gateCounts[rnn.cell] * units;
    const gradients = [
      zeros(backend, [batch, time, inputSize]),
      zeros(backend, shape('kernel')),
      zeros(backend, shape('recurrentKernel')),
      zeros(backend, [width]),
      ...(pointer('recurrentBias') ? [zeros(backend, [width])] : []),
    ];
    withScratch(backend, 5 * batch * units + width * (inputSize + units) + rows * inputSize, (scratch) => {
      const [dX, dKernel, dRecurrentKernel, dBias, dRecurrentBias = 0] = gradients.map((tensor) =>
        locate(backend, tensor),
      );
      simd.rnnBackward(
        cellCodes[rnn.cell],
        pointer('inputMask'),
        pointer('kernel'),
        pointer('recurrentKernel'),
        pointer('recurrentMask'),
        ...indexPointers(pointer('indices'), rnn),
        steps,
        rows,
        batch,
        inputSize,
        units,
        ...savedPointers(pointer('saved'), rnn),
        returnSequences ? pointer('dy') : 0,
        returnSequences ? 0 : pointer('dy'),
        scratch,
        dX!,
        dKernel!,
        dRecurrentKernel!,
        dBias!,
        ...variantArguments(rnn, pointer),
        dRecurrentBias,
      );
    });
    return gradients;
  });

  register(Embedding, ({ backend, pointer, shape }) => {
    const [batch, time] = shape('tokenIds') as [number, number];
    const size = shape('table')[1]!;
    const out = allocate(backend, [batch, time, size]);
    simd.embeddingForward(
      pointer('table'),
      pointer('tokenIds'),
      pointer('wordScales'),
      locate(backend, out),
      batch * time,
      size,
    );
    return out;
  });

  register(EmbeddingGrad, ({ attributes, backend, pointer, shape }) => {
    const { vocabulary, size } = attributes as { vocabulary: number; size: number };
    const [batch, time] = shape('tokenIds') as [number, number];
    const gradient = zeros(backend, [vocabulary, size]);
    simd.embeddingBackward(
      pointer('dy'),
      pointer('tokenIds'),
      pointer('wordScales'),
      locate(backend, gradient),
      batch * time,
      size,
    );
    return gradient;
  });

  register(Dense, ({ backend, pointer, shape }) => {
    const [rows, inputs] = shape('x') as [number, number];
    const outputs = shape('bias')[0]!;
    const out = allocate(backend, [rows, outputs]);
    const maskedInput = allocate(backend, [rows, inputs]);
    simd.denseForward(
      pointer('x'),
      pointer('inputMask'),
      pointer('kernel'),
      pointer('bias'),
      locate(backend, maskedInput),
      locate(backend, out),
      rows,
      inputs,
      outputs,
    );
    return [out, maskedInput];
  });

  register(DenseGrad, ({ backend, pointer, shape }) => {
    const [rows, inputs] = shape('maskedInput') as [number, number];
    const outputs = shape('dy')[1]!;
    const gradients = [zeros(backend, [rows, inputs]), zeros(backend, [inputs, outputs]), zeros(backend, [outputs])];
    withScratch(backend, inputs * outputs, (scratch) => {
      const [dX, dKernel, dBias] = gradients.map((tensor) => locate(backend, tensor));
      simd.denseBackward(
        pointer('maskedInput'),
        pointer('inputMask'),
        pointer('kernel'),
        pointer('dy'),
        scratch,
        dX!,
        dKernel!,
        dBias!,
        rows,
        inputs,
        outputs,
      );
    });
    return gradients;
  });

  const memory: Memory = { register, allocate, zeros, locate };
  registerOverTime(memory, simd);
  registerConvolution(memory, simd);

  const floats = (backend: BackendWasm, tensor: TensorInfo) => backend.typedArrayFromHeap(tensor) as Float32Array;
  const integers = (backend: BackendWasm, tensor: TensorInfo) => backend.typedArrayFromHeap(tensor) as Int32Array;
  for (const [name, kernel] of Object.entries(sharedKernels)) {
    register(name, ({ inputs, attributes, backend, shape }) => {
      const outputs = kernel({
        attributes,
        shape,
        floats: (input) => floats(backend, inputs[input]!),
        integers: (input) => integers(backend, inputs[input]!),
      });
      return outputsOf(outputs).map(([size, values]) => backend.makeOutput([...size], 'float32', undefined, values));
    });
  }

  register(Update, ({ inputs, attributes, backend }) => {
    const { weights, gradientNormSum } = collectUpdate(inputs, attributes as UpdateAttributes);
    const places = weights.map(({ weight, gradient, slots }) => ({
      weight: locate(backend, weight),
      gradient: locate(backend, gradient),
      slots: slots.map((slot) => locate(backend, slot)),
      shape: weight.shape,
      size: weight.shape.reduce((product, size) => product * size, 1),
      values: () => floats(backend, weight),
      gradientValues: () => floats(backend, gradient),
    }));
    const norm = updateInPlace(simd, places, attributes as UpdateAttributes);
    floats(backend, gradientNormSum)[0]! += Math.fround(norm);
    // Written in place: there is nothing to hand out.
    return [];
  });
}

/** What may differ from the plain cells, in the kernels' order. */
function variantArguments(
  { activation }: RnnAttributes,
  pointer: (name: string) => number,
): [relu: number, recurrentBias: number, candidateMask: number, zoneoutState: number, zoneoutCell: number] {
  const [recurrentBias, candidateMask] = [pointer('recurrentBias'), pointer('candidateMask')];
  return [Number(activation === 'relu'), recurrentBias, candidateMask, pointer('zoneoutState'), pointer('zoneoutCell')];
}

function indexPointers(
  indices: number,
  { batch, steps }: RnnAttributes,
): [order: number, counts: number, source: number] {
  return [indices, indices + batch * bytesPerNumber, indices + (batch + steps) * bytesPerNumber];
}

function savedPointers(saved: number, rnn: RnnAttributes): [number, number, number, number, number, number] {
  const { packedX, gates, states, recurrentInputs, cells, extra } = savedLayout(rnn);
  const at = (start: number) => saved + start * bytesPerNumber;
  return [at(packedX), at(gates), at(states), at(recurrentInputs), at(cells), at(extra)];
}
