// What is told of the lengths of imported texts: bins, the median, the share that is cut.

export interface LengthBin {
  /** Tokens, both included; `to` is infinite in a last bin of all longer ones. */
  from: number;
  to: number;
  texts: number;
}

/**
 * Bins of equal width that end with the longest text. Position n of the histogram holds the texts of n tokens,
 * its last those of more.
 */
export function lengthBins(histogram: ArrayLike<number>, most = 40): LengthBin[] {
  const last = histogram.length - 1;
  const longest = longestOf(histogram);
  const width = Math.max(1, Math.ceil((longest + 1) / most));
  const bins: LengthBin[] = [];
  for (let from = 0; from <= longest; from += width) {
    const to = from + width - 1;
    let texts = 0;
    for (let tokens = from; tokens <= Math.min(to, last); tokens++) texts += histogram[tokens]!;
    bins.push({ from, to: to >= last ? Number.POSITIVE_INFINITY : to, texts });
  }
  return bins;
}

/** The last position that has texts. */
export function longestOf(histogram: ArrayLike<number>): number {
  let longest = histogram.length - 1;
  while (longest > 0 && histogram[longest] === 0) longest--;
  return longest;
}

/** The shortest length that at least half of the texts do not exceed. */
export function medianLength(histogram: ArrayLike<number>): number {
  const total = Array.from(histogram).reduce((sum, texts) => sum + texts, 0);
  let sum = 0;
  for (let tokens = 0; tokens < histogram.length; tokens++) {
    sum += histogram[tokens]!;
    if (2 * sum >= total) return tokens;
  }
  return 0;
}

/** Share of the texts that are longer than what is read of them. */
export function shareLonger(histogram: ArrayLike<number>, read: number): number {
  const texts = Array.from(histogram);
  const total = texts.reduce((sum, count) => sum + count, 0);
  const longer = texts.slice(read + 1).reduce((sum, count) => sum + count, 0);
  return total === 0 ? 0 : longer / total;
}
