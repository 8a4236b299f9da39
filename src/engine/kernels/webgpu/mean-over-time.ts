// The mean-over-time op on webgpu: a thread for each number that is written.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { MeanOverTimeGradAttributes } from '../../ops/mean-over-time';
import { allocate, runProgram } from './program';
import type { RecordingBackend } from './recording-backend';

/** out[i] = (x[i, 0] + x[i, 1] + … + x[i, length − 1]) / length, 0 where the length is 0. */
export function meanOverTimeForward(
  backend: RecordingBackend,
  { x, lengths }: { x: TensorInfo; lengths: TensorInfo },
): TensorInfo {
  const [batch, time, width] = x.shape as [number, number, number];
  const out = allocate(backend, 'mean over time', [batch, width]);
  runProgram(backend, {
    name: 'mean over time',
    workgroupSize: [64, 1],
    code: () => `
fn main() {
  let at = workgroupIndex() * 64u + localIndex;
  if (at >= given.batch * given.width) { return; }
  let text = at / given.width;
  let length = lengths[text];
  var place = text * given.time * given.width + at % given.width;
  var sum = 0.0;
  for (var t = 0u; t < length; t++) {
    sum += x[place];
    place += given.width;
  }
  out[at] = sum / f32(max(length, 1u));
}`,
    writes: { out },
    reads: { x, lengths },
    sizes: { batch, time, width },
    workgroups: Math.ceil((batch * width) / 64),
  });
  return out;
}

/** dX[i, t] = dy[i] / length at real tokens, 0 at padding. */
export function meanOverTimeBackward(
  backend: RecordingBackend,
  { dy, lengths }: { dy: TensorInfo; lengths: TensorInfo },
  { time }: MeanOverTimeGradAttributes,
): TensorInfo {
  const [batch, width] = dy.shape as [number, number];
  const dX = allocate(backend, 'gradient of mean over time', [batch, time, width]);
  runProgram(backend, {
    name: 'gradient of mean over time',
    workgroupSize: [64, 1],
    code: () => `
fn main() {
  let at = workgroupIndex() * 64u + localIndex;
  if (at >= given.batch * given.time * given.width) { return; }
  let token = at / given.width;
  let text = token / given.time;
  let length = lengths[text];
  let isReal = token % given.time < length;
  dX[at] = select(0.0, dy[text * given.width + at % given.width] / f32(max(length, 1u)), isReal);
}`,
    writes: { dX },
    reads: { dy, lengths },
    sizes: { batch, time, width },
    workgroups: Math.ceil((batch * time * width) / 64),
  });
  return dX;
}
