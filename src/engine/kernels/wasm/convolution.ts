// The convolution op on wasm: it finds its tensors in memory and calls one kernel.

import { Convolution, type ConvolutionAttributes, ConvolutionGrad } from '../../ops/convolution';
import type { Memory } from './memory';
import type { SimdKernels } from './module';

export function registerConvolution({ register, allocate, zeros, locate }: Memory, simd: SimdKernels): void {
  register(Convolution, ({ attributes, backend, pointer, shape }) => {
    const { width, left, right, time, outTime, rows } = attributes as ConvolutionAttributes;
    const [batch, , size] = shape('x') as [number, number, number];
    const [filters] = shape('bias') as [number];
    const value = zeros(backend, [batch, outTime, filters]);
    const packed = zeros(backend, [rows, size]);
    const sums = allocate(backend, [Math.max(0, rows - width + 1), filters]);
    const inputs = [pointer('x'), pointer('kernel'), pointer('bias'), pointer('lengths')] as const;
    const [to, between, out] = [packed, sums, value].map((tensor) => locate(backend, tensor));
    const sizes = [batch, time, outTime, rows, size, width, filters, left, right] as const;
    simd.convolutionForward(...inputs, to!, between!, out!, ...sizes);
    backend.disposeData(sums.dataId);
    return [value, packed];
  });

  register(ConvolutionGrad, ({ attributes, backend, pointer, shape }) => {
    const { width, left, right, time, outTime, rows } = attributes as ConvolutionAttributes;
    const [batch, , filters] = shape('dy') as [number, number, number];
    const size = shape('kernel')[1]!;
    const gradients = [zeros(backend, [batch, time, size]), zeros(backend, shape('kernel')), zeros(backend, [filters])];
    const scratch = [
      zeros(backend, [Math.max(0, rows - width + 1), filters]),
      zeros(backend, [rows, size]),
      allocate(backend, [size, filters]),
    ];
    const [dX, dKernel, dBias] = gradients.map((tensor) => locate(backend, tensor));
    const [dSums, dPacked, transposed] = scratch.map((tensor) => locate(backend, tensor));
    const inputs = [pointer('dy'), pointer('packed'), pointer('kernel'), pointer('lengths')] as const;
    const sizes = [batch, time, outTime, rows, size, width, filters, left, right] as const;
    simd.convolutionBackward(...inputs, dSums!, dPacked!, transposed!, dX!, dKernel!, dBias!, ...sizes);
    for (const { dataId } of scratch) backend.disposeData(dataId);
    return gradients;
  });
}
