// Going on from an epoch of a run, in English.

import type { RunId } from '../experiment/experiment';

export const enFork = {
  open: 'Go on from an epoch…',
  label: (id: RunId) => `Go on from an epoch of run ${id}`,
  heading: (id: RunId) => `Go on from run ${id}`,
  help: (id: RunId) =>
    `A new run starts from the weights and the optimizer’s state that ${id} had after this epoch. What you change acts from there on.`,
  epoch: 'After epoch',
  best: (epoch: number) => `the best: ${epoch}`,
  change: 'and change',
  nothing: 'nothing yet',
  to: 'to',
  start: 'Go on from here',
  nothingYet: 'It has no epoch yet.',
};
