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

/** Width of the sheet below, a power of two. */
export const placesWidth = 256;

const gradientProgram = (scaled: boolean): FragmentProgram => ({
  inputs: ['dy', 'places', ...(scaled ? ['wordScales'] : [])],
  uniforms: { columns: 'int', vocabulary: 'int' },
  outputs: 1,
  source: `
int listed(int i) {
  return int(texelAt(places, (i >> 2) & ${placesWidth - 1}, (i >> 2) / ${placesWidth})[i & 3]);
}

void main() {
  ivec2 to = entry(columns);
  int end = listed(min(to.y, vocabulary - 1) + 1);
  float sum = 0.0;
  for (int i = listed(min(to.y, vocabulary - 1)); i < end; i++) {
    int place = listed(i);
    sum += at(dy, columns, place, to.x)${scaled ? ' * at(wordScales, 1, place, 0)' : ''};
  }
  out0.x = sum;
}`,
});

export const embeddingBackward = gradientProgram(false);
export const scaledEmbeddingBackward = gradientProgram(true);

/**
 * The places of each token but padding, in rising order: vocabulary + 1 numbers that tell where each token's list
 * begins and the last one ends, then the lists. Filled up to whole rows of texels.
 */
export function listPlaces(ids: Int32Array, vocabulary: number): Float32Array {
  const starts = new Int32Array(vocabulary + 1);
  for (const id of ids) if (id !== 0) starts[id + 1]!++;
  starts[0] = vocabulary + 1;
  for (let id = 0; id < vocabulary; id++) starts[id + 1]! += starts[id]!;
  const rowSize = 4 * placesWidth;
  const listed = new Float32Array(Math.ceil((vocabulary + 1 + ids.length) / rowSize) * rowSize);
  listed.set(starts);
  for (const [place, id] of ids.entries()) if (id !== 0) listed[starts[id]!++] = place;
  return listed;
}
