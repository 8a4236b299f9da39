// Evaluates a run's trainings on the test texts. No weights are kept of what was trained: each is trained once more up
// to its epoch, in workers of its own, and it is told whether that gave the same curve.

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Backend } from '../experiment/experiment';
import { isExact, type RunSettings, type SharedSettings } from '../experiment/experiment';
import type { EpochResult, Evaluation, Failure, TestEvaluation, Ticket } from '../training/protocol';
import { isSeen, type Look, type LookMemory, shortKey } from './look-memory';
import type { Pool, PoolEvent, PoolOptions } from './pool';

/** One training to evaluate. */
export interface TestRequest {
  /** Its trainingKey. */
  key: string;
  /** What its seed is called. */
  seed: number;
  /** Of this training alone, on the backend that it ran on. */
  shared: SharedSettings & { backend: Backend };
  run: RunSettings;
  /** The epoch whose weights are evaluated. */
  epoch: number;
  /** Its curve as it is shown. */
  results: readonly EpochResult[];
}

export interface TestedTraining extends TestEvaluation {
  seed: number;
  /** On its validation texts, of the weights that were tested. */
  validation: Evaluation;
  /** Where the training for this evaluation was not, digit for digit, the one that is shown: what that one had. */
  shown: Evaluation | null;
  isExact: boolean;
}

export interface TesterState {
  looks: readonly Look[];
  /** What was evaluated on this page, by `resultKey`. */
  tested: ReadonlyMap<string, TestedTraining>;
  /** Epochs trained and to be trained, of what is being evaluated. */
  work: { done: number; total: number } | null;
  failure: Failure | null;
}

export interface Tester {
  state: StoreApi<TesterState>;
  /** Reads what other tabs have seen, and forgets a failure. */
  refresh(): void;
  /** Evaluates what is not evaluated yet; once all is there, it is a look. Ends what is under way. */
  evaluate(requests: readonly TestRequest[], look: Omit<Look, 'seen' | 'at'>): void;
  cancel(): void;
}

export interface TesterOptions {
  /** Its workers live for one evaluation. */
  createPool(trainings: number, onEvent: PoolOptions['onEvent']): Pool;
  memory: LookMemory;
  now?: () => number;
}

/** Names what is seen of a training: equal for equal weights, however they were asked for. */
export const resultKey = ({ key, epoch }: Pick<TestRequest, 'key' | 'epoch'>): string => shortKey(`${epoch} ${key}`);

/** More than six runs of twenty seeds, with either weights. */
const mostTested = 300;

export function createTester({ createPool, memory, now = Date.now }: TesterOptions): Tester {
  const state = createStore<TesterState>(() => ({ looks: memory.all(), tested: new Map(), work: null, failure: null }));
  let pool: Pool | null = null;

  function end(change: Partial<TesterState> = {}) {
    pool?.dispose();
    pool = null;
    state.setState({ work: null, ...change });
  }

  function conclude(tested: TesterState['tested'], look: Omit<Look, 'at'>) {
    if (!isSeen(memory.all(), look.seen)) memory.add({ ...look, at: now() });
    end({ tested: new Map([...tested].slice(-mostTested)), looks: memory.all() });
  }

  return {
    state,
    refresh: () => state.setState({ looks: memory.all(), failure: null }),
    evaluate(requests, about) {
      end({ failure: null });
      const look = { ...about, seen: requests.map(resultKey) };
      const tested = new Map(state.getState().tested);
      const missing = requests.filter((request) => !tested.has(resultKey(request)));
      if (missing.length === 0) return conclude(tested, look);
      const total = missing.reduce((sum, { epoch }) => sum + epoch, 0);
      let [done, left] = [0, missing.length];
      const asked = new Map<Ticket, { request: TestRequest; trained: EpochResult[] }>();
      const own = createPool(missing.length, (ticket, event) => {
        // What a pool says last may come after its end.
        if (pool !== own) return;
        const { request, trained } = asked.get(ticket)!;
        if (event.type === 'epoch') {
          trained.push(event.result);
          state.setState({ work: { done: ++done, total } });
        } else if (event.type === 'failed') {
          end({ failure: event.failure });
        } else if (event.type === 'finished') {
          tested.set(resultKey(request), testedTraining(request, trained, event));
          if (--left === 0) conclude(tested, look);
        }
      });
      pool = own;
      state.setState({ work: { done, total } });
      for (const request of missing) {
        const ticket = own.open(request.shared, request.run, request.epoch);
        asked.set(ticket, { request, trained: [] });
      }
      for (const ticket of asked.keys()) if (pool === own) own.advance(ticket, Number.POSITIVE_INFINITY);
    },
    cancel: () => end(),
  };
}

function testedTraining(
  { seed, epoch, results, shared }: TestRequest,
  trained: readonly EpochResult[],
  { test }: PoolEvent & { type: 'finished' },
): TestedTraining {
  const isSame = trained.length === epoch && trained.every((result, index) => isSameEpoch(result, results[index]!));
  const { validation } = trained.at(-1)!;
  return {
    ...test!,
    seed,
    validation,
    shown: isSame ? null : results[epoch - 1]!.validation,
    isExact: isExact(shared.backend),
  };
}

/** To the last digit. */
const isSameEpoch = (one: EpochResult, other: EpochResult): boolean =>
  (['train', 'validation'] as const).every(
    (part) => one[part].loss === other[part].loss && one[part].accuracy === other[part].accuracy,
  );
