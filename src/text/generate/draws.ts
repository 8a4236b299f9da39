// Draws from a stream one after another, for code that picks words in the order it writes them.

import type { Stream } from '../../experiment/random';

export interface Draws {
  /** A whole number from 0 to count − 1, each as likely. */
  below(count: number): number;
  /** One of a list that is not empty. */
  pick<Item>(list: readonly Item[]): Item;
  coin(): boolean;
}

/** The stream's numbers from its first on. */
export function drawsOf(source: Stream): Draws {
  let index = 0;
  const below = (count: number) => Math.floor(source.uniform(index++) * count);
  return { below, pick: (list) => list[below(list.length)]!, coin: () => below(2) === 0 };
}
