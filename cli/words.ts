// What the headless runner says, in the spelling of links.

import { differences } from '../src/experiment/difference';
import type { RunSettings } from '../src/experiment/experiment';
import { runIdAt } from '../src/experiment/experiment';
import { printField, runFields } from '../src/experiment/fields';
import type { LinkProblem } from '../src/experiment/link';

/** How a run differs from run A, as parts of a link: `k2 1e-3, de .3`; run A is described against the defaults. */
export function differenceText(run: RunSettings, reference: RunSettings): string {
  const parts = differences(run, reference).map(({ id, value }) => {
    const field = runFields[id];
    return `${field.key} ${printField(field, value)}`.trim();
  });
  return parts.length === 0 ? printField(runFields.cell, run.cell) : parts.join(', ');
}

/** One line on a part of the link that was not taken as it stands. */
export function problemText({ part, run, kind, given, used }: LinkProblem): string {
  const place = run === undefined ? part : `run ${runIdAt(run)}, ${part}`;
  const outcome = used === undefined ? 'left out' : `${used} is used instead`;
  return `link: ${place}: ${kind}, got ${JSON.stringify(given)}; ${outcome}`;
}
