// The embedding op on webgl. Its gradient gathers: each entry of the table sums the places of its token, which are
// listed on the CPU, so no two fragments write to one place and the sum keeps its order.

import type { FragmentProgram } from './pass';

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

/** Rows of a table by token id, a place a row. */
export const embeddingForward = embeddingProgram(false);
export const scaledEmbeddingForward = embeddingProgram(true);

/** Of the width of the sheet below, a power of two, so that a shader finds a texel by shifts. */
const placesBits = 8;
export const placesWidth = 2 ** 8;

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

export const embeddingBackward = gradientProgram(false);
export const scaledEmbeddingBackward = gradientProgram(true);

/**
 * The places of each token but padding, in rising order: a texel a token that tells where its list begins and ends,
 * counted in numbers, then the lists. Filled up to whole rows of texels.
 */
export function listPlaces(ids: Int32Array, vocabulary: number): Float32Array {
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
