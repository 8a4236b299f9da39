// Which whole numbers to write along an axis that begins at 1: epochs, or words.

/** 1, then round numbers up to `last`, at most `most` of them. */
export function ticksFromOne(last: number, most: number): number[] {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((candidate) => last / candidate <= most) ?? last;
  const ticks = [1];
  for (let tick = step; tick <= last; tick += step) if (tick - 1 >= step / 2) ticks.push(tick);
  return ticks;
}
