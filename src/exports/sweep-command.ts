// What trains an experiment's sweep in a terminal.

import type { Experiment } from '../experiment/experiment';
import { printLink } from '../experiment/link';

/** For a POSIX shell in the project's folder. A text of one's own is named by its file alone, wherever that lies. */
export function sweepCommand(experiment: Experiment): string {
  const { corpus, importedName } = experiment.shared;
  const text = corpus === 'imported' ? ` --text ${quoted(importedName)}` : '';
  return `npm run -s sweep -- ${quoted(printLink(experiment))}${text}`;
}

const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;
