// The embedding op on webgpu. Its gradient gathers for each row of the table the places of its token, which are
// known on the CPU: no two threads add to one number.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import { allocate, runProgram } from './program';
import type { RecordingBackend } from './recording-backend';

/** out[i] = table[ids[i]] · scales[i]. */
export function embeddingForward(
  backend: RecordingBackend,
  { table, tokenIds, wordScales }: { table: TensorInfo; tokenIds: TensorInfo; wordScales?: TensorInfo | undefined },
): TensorInfo {
  const [batch, time] = tokenIds.shape as [number, number];
  const size = table.shape[1]!;
  const out = allocate(backend, 'embedding', [batch, time, size]);
  runProgram(backend, {
    name: `embedding of ${size}`,
    workgroupSize: [64, 1],
    code: () => `
fn main() {
  let at = workgroupIndex() * 64u + localIndex;
  if (at >= given.places * ${size}u) { return; }
  let place = at / ${size}u;
  out[at] = table[tokenIds[place] * ${size}u + at % ${size}u]${wordScales ? ' * wordScales[place]' : ''};
}`,
    writes: { out },
    reads: { table, tokenIds, wordScales },
    sizes: { places: batch * time },
    workgroups: Math.ceil((batch * time * size) / 64),
  });
  return out;
}

/** dTable[ids[i]] += dy[i] · scales[i] in rising i, padding left out. */
export function embeddingBackward(
  backend: RecordingBackend,
  { dy, wordScales }: { dy: TensorInfo; wordScales?: TensorInfo | undefined },
  { vocabulary, size, ids }: { vocabulary: number; size: number; ids: Int32Array },
): TensorInfo {
  const dTable = allocate(backend, 'embedding gradient', [vocabulary, size]);
  const plan = placesByToken(ids, vocabulary);
  const places = backend.makeTensorInfo([plan.length], 'int32', plan);
  runProgram(backend, {
    name: `embedding gradient of ${size}`,
    workgroupSize: [64, 1],
    code: () => `
fn main() {
  let at = workgroupIndex() * 64u + localIndex;
  if (at >= given.vocabulary * ${size}u) { return; }
  let token = at / ${size}u;
  let column = at % ${size}u;
  var sum = 0.0;
  let end = places[token + 1u];
  for (var i = places[token]; i < end; i++) {
    let place = places[i];
    sum += dy[place * ${size}u + column]${wordScales ? ' * wordScales[place]' : ''};
  }
  dTable[at] = sum;
}`,
    writes: { dTable },
    reads: { dy, places, wordScales },
    sizes: { vocabulary },
    workgroups: Math.ceil((vocabulary * size) / 64),
  });
  backend.disposeData(places.dataId);
  return dTable;
}

/**
 * For each token where its places begin, and where the last one's end; then the places, in rising order, token by
 * token. Padding, token 0, has none.
 */
function placesByToken(ids: Int32Array, vocabulary: number): Int32Array {
  const ends = new Int32Array(vocabulary + 1);
  for (const id of ids) if (id !== 0) ends[id + 1]!++;
  let count = 0;
  const first = vocabulary + 1;
  for (let token = 0; token <= vocabulary; token++) {
    count += ends[token]!;
    ends[token] = first + count;
  }
  const plan = new Int32Array(first + count);
  plan.set(ends);
  for (let i = 0; i < ids.length; i++) if (ids[i] !== 0) plan[ends[ids[i]!]!++] = i;
  return plan;
}
