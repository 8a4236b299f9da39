// The runs as the page is shown them, made of what is known of their trainings: the same objects as before for what did
// not change, so that nothing is drawn again for it.

import { shallow } from 'zustand/vanilla/shallow';
import { type RunId, type RunSettings, runIdsOf } from '../experiment/experiment';
import { forkEpochOf } from '../experiment/fork';
import { trainingId } from '../experiment/seeds';
import { curvesBeyond } from './beyond';
import { type SessionRun, shownGhost } from './session-run';
import type { RunState, Training, TrainingState } from './store';

/** What the runs are of: each list in the order of the experiment's runs. */
interface Sources {
  settings: readonly RunSettings[];
  runs: readonly SessionRun[];
  /** Of each run the keys of its trainings without early stopping, while they are to be shown. */
  further: readonly (readonly Pick<Training, 'key'>[])[];
}

export type ShowRuns = (before: readonly RunState[], sources: Sources) => RunState[];

/** @param stateOf of a training's key; the same object as long as it is the same */
export function createShowRuns(stateOf: (training: Pick<Training, 'key'>) => TrainingState): ShowRuns {
  /** The state that a shown training was made of: of a hundred nearly all are as they were. */
  const madeOf = new WeakMap<Training, TrainingState>();

  function shownTraining(
    before: Training | undefined,
    run: RunId,
    { key, seed }: SessionRun['trainings'][number],
  ): Training {
    const state = stateOf({ key });
    const isSame = before && madeOf.get(before) === state;
    if (isSame && before.run === run && before.seed === seed && before.key === key) return before;
    const shown = { id: trainingId(run, seed), run, seed, key, ...state };
    madeOf.set(shown, state);
    return shown;
  }

  return (previous, { settings, runs, further }) => {
    const ids = runIdsOf(settings);
    return runs.map((run, index): RunState => {
      const id = ids[index]!;
      const before = previous[index];
      const own = run.trainings.map((planned, place) => shownTraining(before?.trainings[place], id, planned));
      const ghost = shownGhost(run, own);
      const curves = curvesBeyond(own, (further[index] ?? []).map(stateOf));
      const beyond = curves && unlessSame(before?.beyond ?? undefined, curves);
      const forkEpoch = forkEpochOf(settings[index]!);
      return unlessSame(before, {
        id,
        trainings: unlessSame(before?.trainings, own),
        ghost,
        beyond,
        ...(forkEpoch !== null && { forkEpoch }),
      });
    });
  };
}

const unlessSame = <Value extends object>(before: Value | undefined, now: Value): Value =>
  before && shallow(before, now) ? before : now;
