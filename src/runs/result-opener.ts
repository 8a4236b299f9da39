// Opens a file of results that was trained elsewhere: its experiment becomes the page's, and its trainings are there as
// if trained here, marked as brought in. Results of another version of the engine are refused.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { messageOf } from '../experiment/error-message';
import type { Experiment } from '../experiment/experiment';
import { openLink, printLink } from '../experiment/link';
import { planOfRuns, planOfSweep } from '../experiment/plan';
import type { ResultFile } from './read-result-file';
import type { Session } from './session';

export type OpenedResults =
  | { kind: 'reading'; name: string; share: number }
  | {
      kind: 'opened';
      name: string;
      /** Of so many of the experiment's trainings there is something. */
      trainings: number;
      of: number;
      /** Lines that are no training, from 1 on. */
      problems: readonly number[];
      /** Whether another experiment was on the page before, which Undo brings back. */
      isAnother: boolean;
    }
  | { kind: 'noResults'; name: string }
  /** Their digits need not be the same. */
  | { kind: 'otherVersion'; name: string; link: string }
  | { kind: 'unreadable'; name: string; reason: string };

export interface ResultOpener {
  /** What became of the file that was opened last; null before there is one, and once it is dismissed. */
  state: StoreApi<OpenedResults | null>;
  /** Resolves to the experiment's having a sweep, or not; to null where nothing was opened. Never rejects. */
  open(file: ResultFile & { name: string }): Promise<{ hasSweep: boolean } | null>;
  dismiss(): void;
}

type Opening = Pick<Session, 'engine' | 'experiment' | 'open' | 'bringIn'>;

export function createResultOpener(session: Opening): ResultOpener {
  const state = createStore<OpenedResults | null>(() => null);
  const say = (said: OpenedResults) => state.setState(said, true);
  let current: symbol | null = null;

  async function read(file: ResultFile & { name: string }): Promise<{ hasSweep: boolean } | null> {
    const { name } = file;
    const own = Symbol();
    current = own;
    say({ kind: 'reading', name, share: 0 });
    // Few have such a file: what reads it is loaded for it.
    const { headerOf, readResultFile } = await import('./read-result-file');
    const header = await headerOf(file);
    // Another file was opened meanwhile.
    if (current !== own) return null;
    if (!header) {
      say({ kind: 'noResults', name });
      return null;
    }
    if (header.engine !== session.engine) {
      say({ kind: 'otherVersion', name, link: header.link });
      return null;
    }

    const { experiment } = openLink(header.link);
    const isAnother = printLink(session.experiment.getState().experiment) !== printLink(experiment);
    if (isAnother) session.open(() => experiment);
    const planned = keysOf(experiment);
    const found = new Set<string>();
    const problems: number[] = [];
    for await (const piece of readResultFile(file)) {
      if (current !== own) return null;
      session.bringIn(piece.trainings);
      for (const { key } of piece.trainings) if (planned.has(key)) found.add(key);
      problems.push(...piece.problems);
      say({ kind: 'reading', name, share: piece.share });
    }
    say({ kind: 'opened', name, trainings: found.size, of: planned.size, problems, isAnother });
    return { hasSweep: experiment.sweep !== undefined };
  }

  return {
    state,
    async open(file) {
      try {
        return await read(file);
      } catch (error) {
        say({ kind: 'unreadable', name: file.name, reason: messageOf(error) });
        return null;
      }
    },
    dismiss: () => state.setState(null, true),
  };
}

function keysOf(experiment: Experiment): ReadonlySet<string> {
  const plan = experiment.sweep ? planOfSweep(experiment).map(({ trainings }) => trainings) : planOfRuns(experiment);
  return new Set(plan.flat().map(({ key }) => key));
}
