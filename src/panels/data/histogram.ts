// Counts of texts by length → the outlines of a histogram, in pixels.

import type { Lengths } from '../../library/browse/browse-protocol';

export interface HistogramScale {
  width: number;
  /** Of the axis. */
  bottom: number;
  binWidth: number;
  /** The length at the right end. */
  most: number;
  x(length: number): number;
  /** Of a share of a part's texts. */
  y(share: number): number;
  /** Whether the label of the sequence length goes to the left of its line. */
  readFlips: boolean;
}

const axisHeight = 17;
/** Above the highest bar: the label of the sequence length. */
const headroom = 16;
const labelRoom = 60;

/** Both parts in one scale of shares, so that their shapes can be compared whatever their sizes. */
export function histogramScale(
  lengths: Lengths,
  sequenceLength: number,
  width: number,
  height: number,
): HistogramScale {
  const { binWidth, training, validation } = lengths;
  // The sequence length is in sight unless it is far beyond the longest text.
  const longest = training.length * binWidth;
  const most = Math.max(longest, Math.min(sequenceLength + binWidth, Math.ceil(longest * 1.5)));
  const bottom = height - axisHeight;
  const highest = Math.max(...sharesOf(training), ...sharesOf(validation), Number.MIN_VALUE);
  const x = (length: number) => Math.min(width, (length / most) * width);
  return {
    width,
    bottom,
    binWidth,
    most,
    x,
    y: (share) => bottom - (share / highest) * (bottom - headroom),
    readFlips: x(sequenceLength) > width - labelRoom,
  };
}

export function sharesOf(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => (total === 0 ? 0 : count / total));
}

/** Bars with a little space between them, standing on the axis. */
export function barsPath(counts: readonly number[], { bottom, binWidth, x, y }: HistogramScale): string {
  return sharesOf(counts)
    .map((share, bin) => {
      if (share === 0) return '';
      const left = x(bin * binWidth);
      return `M${round(left)} ${bottom}V${round(y(share))}H${round(x((bin + 1) * binWidth) - 1)}V${bottom}Z`;
    })
    .join('');
}

/** One line along the tops of the bars. */
export function stepsPath(counts: readonly number[], { bottom, binWidth, x, y }: HistogramScale): string {
  const steps = sharesOf(counts).map((share, bin) => `V${round(y(share))}H${round(x((bin + 1) * binWidth))}`);
  return `M0 ${bottom}${steps.join('')}V${bottom}`;
}

const round = (pixels: number) => Math.round(pixels * 10) / 10;
