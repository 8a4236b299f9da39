// Changes of an experiment, as functions from one to the next. Runs are named by their place, A at 0.

import { type Experiment, maxRuns, type RunSettings, type SharedSettings } from '../experiment/experiment';
import { defaultRun } from '../experiment/fields';

type Change = (experiment: Experiment) => Experiment;

export const changeShared =
  (patch: Partial<SharedSettings>): Change =>
  (experiment) => ({ ...experiment, shared: { ...experiment.shared, ...patch } });

export const changeRun =
  (index: number, patch: Partial<RunSettings>): Change =>
  (experiment) => ({
    ...experiment,
    runs: experiment.runs.map((run, place) => (place === index ? { ...run, ...patch } : run)),
  });

export const changeAllRuns =
  (patch: Partial<RunSettings>): Change =>
  (experiment) => ({ ...experiment, runs: experiment.runs.map((run) => ({ ...run, ...patch })) });

/** A new run starts as A is, to be changed in what is to be compared. */
export const addRun: Change = (experiment) =>
  experiment.runs.length >= maxRuns
    ? experiment
    : { ...experiment, runs: [...experiment.runs, { ...(experiment.runs[0] ?? defaultRun), name: '' }] };

/** The copy goes last, so that no other run changes its letter and colour. */
export const duplicateRun =
  (index: number): Change =>
  (experiment) => {
    const run = experiment.runs[index];
    if (!run || experiment.runs.length >= maxRuns) return experiment;
    return { ...experiment, runs: [...experiment.runs, { ...run, name: '' }] };
  };

/** The last run stays. */
export const removeRun =
  (index: number): Change =>
  (experiment) =>
    experiment.runs.length <= 1
      ? experiment
      : { ...experiment, runs: experiment.runs.filter((_, place) => place !== index) };
