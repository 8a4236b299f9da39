// Textures that tfjs owns: those of its tensors, one number a texel, and sheets of four numbers a texel for what
// only our kernels read. All are entries of tfjs's own store, so that it counts and recycles them.

import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { webgl_util } from '@tensorflow/tfjs-backend-webgl';
import type { TensorInfo } from '@tensorflow/tfjs-core';

export interface Texture {
  info: TensorInfo;
  texture: WebGLTexture;
  width: number;
  /** Of the part in use. */
  height: number;
  /** Columns of the tensor, whose rows the texture holds one after another; a sheet has none. */
  columns?: number;
}

/** A tensor's texture. */
export interface TensorTexture extends Texture {
  columns: number;
}

/** backends/webgl.ts starts no other. */
export const contextOf = (backend: MathBackendWebGL) => backend.gpgpu.gl as WebGL2RenderingContext;

const columnsOf = (shape: readonly number[]) => shape.at(-1) ?? 1;
const sizeOf = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1);

/**
 * Heights that vary from batch to batch come in steps of a quarter of an octave at most: tfjs keeps a released
 * texture for the next one of exactly its size.
 */
function roundedUp(height: number): number {
  const octave = 1 << (31 - Math.clz32(height));
  const step = Math.max(8, octave / 4);
  return Math.ceil(height / step) * step;
}

function textureOf(backend: MathBackendWebGL, info: TensorInfo): TensorTexture {
  const { texture, texShape } = backend.texData.get(info.dataId);
  return {
    info,
    texture: texture!.texture,
    width: texShape![1],
    height: texShape![0],
    columns: columnsOf(info.shape),
  };
}

/** An input's texture, uploaded if it is not yet there. */
export function tensorTexture(backend: MathBackendWebGL, info: TensorInfo): TensorTexture {
  const data = backend.texData.get(info.dataId);
  if (!data.texture) upload(backend, info, webgl_util.getTextureShapeFromLogicalShape(info.shape));
  return textureOf(backend, info);
}

/** An input's texture with one number a row, where it can still be chosen. */
export function columnTexture(backend: MathBackendWebGL, info: TensorInfo): TensorTexture {
  const size = sizeOf(info.shape);
  const data = backend.texData.get(info.dataId);
  if (!data.texture && roundedUp(size) <= maxTextureSize(backend)) upload(backend, info, [roundedUp(size), 1]);
  return { ...tensorTexture(backend, info), columns: 1 };
}

/** As tfjs's own upload, without the copy from a texture of four numbers a texel. */
function upload(backend: MathBackendWebGL, info: TensorInfo, texShape: [number, number]): void {
  const data = backend.texData.get(info.dataId);
  const values = data.values as ArrayLike<number>;
  data.texShape = texShape;
  Object.assign(data, { values: null, usage: null, isPacked: false });
  backend.uploadToGPU(info.dataId);
  const [height, width] = texShape;
  const texels = new Float32Array(height * width);
  texels.set(values);
  const gl = contextOf(backend);
  gl.bindTexture(gl.TEXTURE_2D, data.texture!.texture);
  gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, height, gl.RED, gl.FLOAT, texels);
}

/** A new tensor's texture, to be written. */
export function newTensor(backend: MathBackendWebGL, shape: readonly number[]): TensorTexture {
  const info = backend.makeTensorInfo([...shape], 'float32');
  const [height, width] = webgl_util.getTextureShapeFromLogicalShape([...shape]);
  // Only texts' lengths vary.
  backend.texData.get(info.dataId).texShape = [shape.length === 3 ? roundedUp(height) : height, width];
  backend.uploadToGPU(info.dataId);
  return { ...textureOf(backend, info), height };
}

/** A tensor of zeros. */
export function newZeros(backend: MathBackendWebGL, shape: readonly number[]): TensorInfo {
  return backend.makeTensorInfo([...shape], 'float32', new Float32Array(sizeOf(shape)));
}

/** A sheet, to be written: to tfjs a matrix in its packed form, twice as high and twice as wide. */
export function newSheet(backend: MathBackendWebGL, width: number, height: number): Texture {
  const texShape: [number, number] = [2 * roundedUp(height), 2 * width];
  if (Math.max(width, texShape[0] / 2) > maxTextureSize(backend)) {
    throw new Error(
      `a batch needs textures of ${width} × ${height}, more than this device's ${maxTextureSize(backend)}`,
    );
  }
  const info = backend.makeTensorInfo(texShape, 'float32');
  Object.assign(backend.texData.get(info.dataId), { texShape, isPacked: true });
  backend.uploadToGPU(info.dataId);
  const { texture } = backend.texData.get(info.dataId);
  return { info, texture: texture!.texture, width, height };
}

/** A sheet with these texels, four numbers each, row after row. */
export function uploadSheet(backend: MathBackendWebGL, width: number, texels: Float32Array): Texture {
  const height = texels.length / (4 * width);
  const sheet = newSheet(backend, width, height);
  const gl = contextOf(backend);
  gl.bindTexture(gl.TEXTURE_2D, sheet.texture);
  gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, height, gl.RGBA, gl.FLOAT, texels);
  return sheet;
}

export function release(backend: MathBackendWebGL, textures: Iterable<Texture>): void {
  for (const { info } of textures) backend.disposeData(info.dataId);
}

/**
 * Ties textures to a tensor: they are disposed of with it, as tfjs disposes of a complex tensor's two parts with it.
 */
export function tie(backend: MathBackendWebGL, owner: TensorInfo, textures: readonly Texture[]): void {
  let last = owner;
  for (const { info } of textures) {
    backend.texData.get(last.dataId).complexTensorInfos = { real: info, imag: info };
    last = info;
  }
}

const maxTextureSizes = new WeakMap<MathBackendWebGL, number>();

function maxTextureSize(backend: MathBackendWebGL): number {
  let size = maxTextureSizes.get(backend);
  if (size === undefined) {
    const { gl } = backend.gpgpu;
    size = gl.getParameter(gl.MAX_TEXTURE_SIZE) as number;
    maxTextureSizes.set(backend, size);
  }
  return size;
}
