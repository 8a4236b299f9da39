// Runs' trainings → the mistakes to mark; a text → the pieces of it that a search found.

import type { Experiment } from '../../experiment/experiment';
import { trainingKey } from '../../experiment/keys';
import type { RunMistakes } from '../../library/browse/browse-protocol';
import type { RunState } from '../../runs/store';

/** The mistakes of the runs that were trained on this very data, that of each run's first seed. */
export function mistakesOf(runs: readonly RunState[], { shared, runs: settings }: Experiment): RunMistakes[] {
  return runs.flatMap(({ id, trainings }, index) => {
    const run = settings[index];
    const key = run && trainingKey(shared, run);
    const mistakes = trainings.find((training) => training.key === key)?.mistakes;
    return mistakes ? [{ id, ...mistakes }] : [];
  });
}

/** Equal where the mistakes are: training is deterministic. */
export const mistakesKey = (runs: readonly RunState[], mistakes: readonly RunMistakes[]): string =>
  JSON.stringify(mistakes.map(({ id }) => [id, runs.find((run) => run.id === id)?.trainings.map(({ key }) => key)]));

export interface Piece {
  text: string;
  found: boolean;
}

/** A text cut where `search` occurs in it, in whatever case. */
export function piecesOf(text: string, search: string): Piece[] {
  const whole = [{ text, found: false }];
  const lower = text.toLowerCase();
  const wanted = search.toLowerCase();
  // In some scripts a lower-cased text is longer, and positions in it mean nothing.
  if (wanted === '' || lower.length !== text.length) return whole;
  const pieces: Piece[] = [];
  let from = 0;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, from)) {
    if (at > from) pieces.push({ text: text.slice(from, at), found: false });
    from = at + wanted.length;
    pieces.push({ text: text.slice(at, from), found: true });
  }
  if (from < text.length) pieces.push({ text: text.slice(from), found: false });
  return pieces;
}
