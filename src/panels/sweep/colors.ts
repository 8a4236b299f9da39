// The colours of a heat map: viridis (van der Walt and Smith 2015), perceptually uniform and the same order to the
// colour-blind; the better a cell, the lighter.

/** Every eighth of the map. */
const viridis = [
  [68, 1, 84],
  [71, 45, 123],
  [59, 82, 139],
  [44, 114, 142],
  [33, 145, 140],
  [40, 174, 128],
  [94, 201, 98],
  [173, 220, 48],
  [253, 231, 37],
] as const;

type Rgb = readonly [number, number, number];

function mixed(share: number): Rgb {
  const at = Math.min(1, Math.max(0, share)) * (viridis.length - 1);
  const below = Math.min(viridis.length - 2, Math.floor(at));
  const [from, to] = [viridis[below]!, viridis[below + 1]!];
  return from.map((channel, i) => Math.round(channel + (at - below) * (to[i]! - channel))) as unknown as Rgb;
}

/** @param share 0 is the worst, 1 the best */
export const heatColor = (share: number): string => `rgb(${mixed(share).join(' ')})`;

/** Black or white, whichever has more contrast on the colour (WCAG 2's relative luminance): never under 4.5. */
export function inkOn(share: number): string {
  const linear = mixed(share).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * linear[0]! + 0.7152 * linear[1]! + 0.0722 * linear[2]!;
  return (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) ? '#000' : '#fff';
}

/** From the worst value, 0, to the best, 1; by their logarithm where losses span more than a factor of four. */
export function sharesOf(values: readonly number[], lowIsBest: boolean): (value: number) => number {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const log = lowIsBest && low > 0 && high / low > 4;
  const at = (value: number) => (log ? Math.log(value) : value);
  return (value) => {
    if (high === low) return 1;
    const share = (at(value) - at(low)) / (at(high) - at(low));
    return lowIsBest ? 1 - share : share;
  };
}
