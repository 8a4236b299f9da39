// Successive halving: all points train a few epochs, the best of them on, rung by rung, so that epochs are spent
// where they matter (Jamieson and Talwalkar 2016; ASHA is Li et al. 2020). Rungs are waited for, unlike ASHA's: who
// goes on depends on losses alone and never on which core was faster, so a link gives one picture.

/**
 * The epochs at which is decided who goes on, the last epoch included: for 30 epochs in thirds `[3, 10, 30]`. No more
 * of them than it takes to leave one of `points`. Without halving (0) the end alone.
 */
export function rungsOf(epochs: number, points: number, halving: number): number[] {
  if (halving < 2) return [epochs];
  const rungs = [epochs];
  let divisor = halving;
  for (let left = points; left > 1; left = Math.ceil(left / halving), divisor *= halving) {
    const before = Math.round(epochs / divisor);
    if (before < 1 || before >= rungs[0]!) break;
    rungs.unshift(before);
  }
  return rungs;
}

/** What has to be trained before anything can be decided again. */
export interface Stage {
  /** Place in the rungs. */
  rung: number;
  /** The points still in. */
  points: readonly number[];
}

/**
 * The stages that have begun, the first with all points; the last is under way, or over if all its points have a score.
 * @param scoreAt a point's score once it has reached a rung, the lower the better; null before that
 */
export function stagesOf(
  points: number,
  rungs: readonly number[],
  halving: number,
  scoreAt: (point: number, rung: number) => number | null,
): Stage[] {
  const stages: Stage[] = [{ rung: 0, points: Array.from({ length: points }, (_, point) => point) }];
  for (;;) {
    const { rung, points: here } = stages.at(-1)!;
    const scores = here.map((point) => scoreAt(point, rung));
    if (rung + 1 >= rungs.length || scores.includes(null)) return stages;
    stages.push({ rung: rung + 1, points: bestOf(here, scores as number[], Math.ceil(here.length / halving)) });
  }
}

/** The points with the lowest scores, in their order; the first of equals. */
function bestOf(points: readonly number[], scores: readonly number[], count: number): number[] {
  const byScore = [...points.keys()].sort((a, b) => compare(scores[a]!, scores[b]!) || a - b);
  return byScore
    .slice(0, count)
    .sort((a, b) => a - b)
    .map((place) => points[place]!);
}

/** Two infinite scores, of trainings that diverged, are equal. */
const compare = (a: number, b: number) => (a === b ? 0 : a - b);
