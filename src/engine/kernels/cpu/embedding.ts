// The embedding op on the cpu.

const f = Math.fround;

/** out[i] = table[ids[i]] · scales[i]. */
export function embeddingForward(
  table: Float32Array,
  tokenIds: Int32Array,
  wordScales: Float32Array | undefined,
  size: number,
): Float32Array {
  const out = new Float32Array(tokenIds.length * size);
  for (let i = 0; i < tokenIds.length; i++) {
    const from = tokenIds[i]! * size;
    const scale = wordScales ? wordScales[i]! : 1;
    for (let u = 0; u < size; u++) out[i * size + u] = table[from + u]! * scale;
  }
  return out;
}

/** dTable[ids[i]] += dy[i] · scales[i] in rising i, padding left out. */
export function embeddingBackward(
  dy: Float32Array,
  tokenIds: Int32Array,
  wordScales: Float32Array | undefined,
  vocabulary: number,
  size: number,
): Float32Array {
  const dTable = new Float32Array(vocabulary * size);
  for (let i = 0; i < tokenIds.length; i++) {
    const id = tokenIds[i]!;
    if (id === 0) continue;
    const scale = wordScales ? wordScales[i]! : 1;
    for (let u = 0; u < size; u++) {
      dTable[id * size + u] = dTable[id * size + u]! + f(dy[i * size + u]! * scale);
    }
  }
  return dTable;
}
