// What a few numbers tell, and what they do not: means, spreads, 95 % intervals, differences of pairs.

export interface Interval {
  low: number;
  high: number;
}

/** How much of the time an interval holds what it is of. */
const confidence = 0.95;
const upperTail = (1 + confidence) / 2;

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Of a sample: √(Σ(x − x̄)² / (n − 1)); 0 for a single value. */
export function standardDeviation(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}

/** x̄ ± t·s/√n, the 95 % interval of the mean (Student 1908); null for fewer than two values. */
export function meanInterval(values: readonly number[]): Interval | null {
  if (values.length < 2) return null;
  const margin = marginOf(standardDeviation(values), values.length);
  return { low: mean(values) - margin, high: mean(values) + margin };
}

function marginOf(deviation: number, count: number): number {
  const quantile = quantiles.get(count) ?? tQuantile(upperTail, count - 1);
  quantiles.set(count, quantile);
  return (quantile * deviation) / Math.sqrt(count);
}

/** By the count of values: charts ask for the same again and again. */
const quantiles = new Map<number, number>();

/**
 * The number under which a variable of Student's t distribution stays with this probability.
 * @param probability above ½ and below 1
 * @param degreesOfFreedom 1 or more
 */
export function tQuantile(probability: number, degreesOfFreedom: number): number {
  if (!(probability > 0.5 && probability < 1))
    throw new RangeError(`probability must be above 0.5 and below 1, got ${probability}`);
  if (!(degreesOfFreedom >= 1)) throw new RangeError(`degreesOfFreedom must be 1 or more, got ${degreesOfFreedom}`);
  const beyond = (t: number) =>
    incompleteBeta(degreesOfFreedom / 2, 0.5, degreesOfFreedom / (degreesOfFreedom + t * t)) / 2;
  let low = 0;
  let high = 1;
  while (beyond(high) > 1 - probability) high *= 2;
  // Halved until no number lies between.
  for (let middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2) {
    if (beyond(middle) > 1 - probability) low = middle;
    else high = middle;
  }
  return high;
}

/** The regularized incomplete beta function, by its continued fraction (DLMF 8.17.22). */
function incompleteBeta(a: number, b: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges quickly on this side alone.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(b, a, 1 - x);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a;
  let fraction = 1;
  for (let m = 200; m >= 1; m--) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = -((a + m - 1) * (a + b + m - 1) * x) / ((a + 2 * m - 2) * (a + 2 * m - 1));
    fraction = 1 + odd / (1 + even / fraction);
  }
  return front / fraction;
}

/** ln Γ(x) for x > 0: Stirling's series (DLMF 5.11.1), after steps up to where it is exact. */
function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  for (; z < 10; z++) shift += Math.log(z);
  const inverse = 1 / (z * z);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse / 1188)))) / z;
  return (z - 0.5) * Math.log(z) - z + Math.log(2 * Math.PI) / 2 + series - shift;
}

/** With fewer, an interval is so wide (two: thirteen standard errors to either side) that nothing it says is of use. */
export const fewestPairs = 3;
/** Nobody trains more. */
const mostPairs = 1000;

export interface PairedDifference {
  /** The mean of ours − theirs. */
  difference: number;
  /** 95 %; null for a single pair. */
  interval: Interval | null;
  pairs: number;
  /** Ours against theirs: `lower` or `higher` where the interval leaves out zero, `tooFew` for one or two pairs. */
  verdict: 'lower' | 'higher' | 'noise' | 'tooFew';
  /** Of noise: how many more pairs would tell, if mean and spread stayed as they are; null beyond 1,000 in all. */
  morePairs: number | null;
}

/**
 * Compares pairs by the t interval of their differences (Student 1908). Pairs share their luck, so that it moves both
 * and not the difference.
 * @throws RangeError unless there are as many finite numbers on both sides, one at least
 */
export function pairedDifference(ours: readonly number[], theirs: readonly number[]): PairedDifference {
  if (ours.length !== theirs.length || ours.length === 0)
    throw new RangeError(`pairs need as many numbers on both sides, got ${ours.length} and ${theirs.length}`);
  const bad = [...ours, ...theirs].find((value) => !Number.isFinite(value));
  if (bad !== undefined) throw new RangeError(`pairs must be finite numbers, got ${bad}`);
  const differences = ours.map((value, index) => value - theirs[index]!);
  const pairs = differences.length;
  const difference = mean(differences);
  const interval = meanInterval(differences);
  const found = { difference, interval, pairs, morePairs: null };
  if (interval === null || pairs < fewestPairs) return { ...found, verdict: 'tooFew' };
  if (interval.high < 0) return { ...found, verdict: 'lower' };
  if (interval.low > 0) return { ...found, verdict: 'higher' };
  return { ...found, verdict: 'noise', morePairs: pairsToTell(difference, standardDeviation(differences), pairs) };
}

function pairsToTell(difference: number, deviation: number, pairs: number): number | null {
  const tells = (count: number) => Math.abs(difference) > marginOf(deviation, count);
  if (!tells(mostPairs)) return null;
  // The margin falls as the count rises.
  let [tooFew, enough] = [pairs, mostPairs];
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (tells(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough - pairs;
}
