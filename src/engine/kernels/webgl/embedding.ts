// The embedding op on webgl. Its gradient gathers: each entry of the table sums the places of its token, which are
// listed on the CPU, so no two fragments write to one place and the sum keeps its order.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { EmbeddingGradAttributes } from '../../ops/embedding';
import type { KernelArguments } from './kernel';
import type { FragmentProgram } from './program';
import { columnTexture, newTensor, release, uploadSheet } from './texture';

const embeddingProgram = (scaled: boolean): FragmentProgram => ({
  inputs: ['table', 'tokenIds', ...(scaled ? ['wordScales'] : [])],
  uniforms: { columns: 'int' },
  outputs: 1,
  source: `
void main() {
  ivec2 to = entry(columns);
  float value = at(table, columns, int(at(tokenIds, 1, to.y, 0)), to.x);
  out0.x = value${scaled ? ' * at(wordScales, 1, to.y, 0)' : ''};
}`,
});

const plainRows = embeddingProgram(false);
const scaledRows = embeddingProgram(true);

/** Rows of a table by token id. */
export function embeddingForward({ inputs, backend, passes, texture, shape }: KernelArguments): TensorInfo {
  const columns = shape('table')[1]!;
  const out = newTensor(backend, [...shape('tokenIds'), columns]);
  const tokenIds = columnTexture(backend, inputs.tokenIds!);
  const wordScales = inputs.wordScales && columnTexture(backend, inputs.wordScales);
  passes.run({
    program: wordScales ? scaledRows : plainRows,
    inputs: { table: texture('table'), tokenIds, ...(wordScales && { wordScales }) },
    uniforms: { columns },
    outputs: [out],
  });
  return out.info;
}

/** Of the width of the sheet below, a power of two, so that a shader finds a texel by shifts. */
const placesBits = 8;
const placesWidth = 2 ** 8;

const gradientProgram = (scaled: boolean): FragmentProgram => ({
  inputs: ['dy', 'places', ...(scaled ? ['wordScales'] : [])],
  uniforms: { columns: 'int', vocabulary: 'int' },
  outputs: 1,
  source: `
vec4 texelOf(int i) {
  return texelAt(places, i & ${placesWidth - 1}, i >> ${placesBits});
}

void main() {
  ivec2 to = entry(columns);
  ivec2 range = ivec2(texelOf(min(to.y, vocabulary - 1)).xy);
  float sum = 0.0;
  for (int i = range.x; i < range.y; i++) {
    int place = int(texelOf(i >> 2)[i & 3]);
    sum += at(dy, columns, place, to.x)${scaled ? ' * at(wordScales, 1, place, 0)' : ''};
  }
  out0.x = sum;
}`,
});

const plainGradient = gradientProgram(false);
const scaledGradient = gradientProgram(true);

export function embeddingBackward({ inputs, attributes, backend, passes, texture }: KernelArguments): TensorInfo {
  const { vocabulary, size, ids } = attributes as EmbeddingGradAttributes;
  const places = uploadSheet(backend, placesWidth, listPlaces(ids, vocabulary));
  const dTable = newTensor(backend, [vocabulary, size]);
  const wordScales = inputs.wordScales && columnTexture(backend, inputs.wordScales);
  passes.run({
    program: wordScales ? scaledGradient : plainGradient,
    inputs: { dy: texture('dy'), places, ...(wordScales && { wordScales }) },
    uniforms: { columns: size, vocabulary },
    outputs: [dTable],
  });
  release(backend, [places]);
  return dTable.info;
}

/**
 * The places of each token but padding, in rising order: a texel a token that tells where its list begins and ends,
 * counted in numbers, then the lists. Filled up to whole rows of texels.
 */
function listPlaces(ids: Int32Array, vocabulary: number): Float32Array {
  const ends = new Int32Array(vocabulary);
  for (const id of ids) if (id !== 0) ends[id]!++;
  const rowSize = 4 * placesWidth;
  const listed = new Float32Array(Math.ceil((4 * vocabulary + ids.length) / rowSize) * rowSize);
  let start = 4 * vocabulary;
  for (let id = 0; id < vocabulary; id++) {
    listed[4 * id] = start;
    listed[4 * id + 1] = start + ends[id]!;
    start += ends[id]!;
    ends[id] = listed[4 * id]!;
  }
  for (const [place, id] of ids.entries()) if (id !== 0) listed[ends[id]!++] = place;
  return listed;
}
