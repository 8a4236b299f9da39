// Experiment ⇄ link: readable, hand-editable, defaults left out, everything after the #.

import type { Experiment } from './experiment';
import type { Rejection } from './fields';

export interface LinkProblem {
  /** The part of the link: `lr`, `k2`, `r=`. */
  part: string;
  /** The run it stands in, A first; absent for shared settings. */
  run?: number;
  kind: Rejection | 'unknownKey' | 'repeated' | 'tooManyRuns' | 'newerVersion' | 'tooLong' | 'broken';
  /** What the link held, shortened to 40 characters. */
  given: string;
  /** What is used instead; absent where the part was left out altogether. */
  used?: string;
}

export interface OpenedLink {
  experiment: Experiment;
  problems: LinkProblem[];
  /** False for an empty address: the default experiment, which may start by itself. */
  hasExperiment: boolean;
}
