// Changes of an experiment, as functions from one to the next. Runs are named by their place, A at 0.

import {
  type Experiment,
  maxRuns,
  type RunSettings,
  runIdAt,
  runIdsOf,
  type SharedSettings,
} from '../experiment/experiment';
import { forkAt, patchRun } from '../experiment/fork';
import { defaultRun } from '../experiment/run-fields';

type Change = (experiment: Experiment) => Experiment;

export const changeShared =
  (patch: Partial<SharedSettings>): Change =>
  (experiment) => ({ ...experiment, shared: { ...experiment.shared, ...patch } });

export const changeRun =
  (index: number, patch: Partial<RunSettings>): Change =>
  (experiment) => ({
    ...experiment,
    runs: experiment.runs.map((run, place) => (place === index ? patchRun(run, patch) : run)),
  });

export const changeAllRuns =
  (patch: Partial<RunSettings>): Change =>
  (experiment) => ({ ...experiment, runs: experiment.runs.map((run) => patchRun(run, patch)) });

/** A run that goes on from an epoch of another one, with a change of its settings from there on. */
export const forkRun =
  (index: number, epoch: number, patch: Partial<RunSettings>): Change =>
  (experiment) => {
    const run = experiment.runs[index];
    if (!run || experiment.runs.length >= maxRuns) return experiment;
    const fork = patchRun({ ...forkAt(run, epoch), name: '', letter: '' }, patch);
    return { ...experiment, runs: [...experiment.runs, fork] };
  };

/** A new run starts as A is, to be changed in what is to be compared. */
export const addRun: Change = (experiment) =>
  experiment.runs.length >= maxRuns
    ? experiment
    : { ...experiment, runs: [...experiment.runs, { ...(experiment.runs[0] ?? defaultRun), name: '', letter: '' }] };

/** The copy goes last, so that no other run changes its letter and colour. */
export const duplicateRun =
  (index: number): Change =>
  (experiment) => {
    const run = experiment.runs[index];
    if (!run || experiment.runs.length >= maxRuns) return experiment;
    return { ...experiment, runs: [...experiment.runs, { ...run, name: '', letter: '' }] };
  };

/** The last run stays; the others keep their letters, and with them their colours. */
export const removeRun =
  (index: number): Change =>
  (experiment) => {
    if (experiment.runs.length <= 1) return experiment;
    const ids = runIdsOf(experiment.runs);
    const kept = experiment.runs
      .map((run, place) => ({ ...run, letter: ids[place]! }))
      .filter((_, place) => place !== index);
    const { sweep, ...rest } = experiment;
    return {
      ...rest,
      runs: kept.map((run, place) => (run.letter === runIdAt(place) ? { ...run, letter: '' } : run)),
      // A sweep goes with its run.
      ...(sweep && sweep.run !== ids[index] && { sweep }),
    };
  };
