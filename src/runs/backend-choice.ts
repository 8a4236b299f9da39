// Which backend trains: the rule, and what is known of every backend's speed to decide it by.

import {
  type Backend,
  backends,
  type Experiment,
  exactBackends,
  isExact,
  type RunSettings,
} from '../experiment/experiment';
import { modelOf, multiplicationsPerToken } from '../experiment/model-spec';

/** What is known of a backend on the shapes of an experiment. */
export type Measurement =
  | { kind: 'measured'; tokensPerSecond: number; adapter?: string }
  | { kind: 'unavailable'; reason: string };

export type Measurements = Readonly<Partial<Record<Backend, Measurement>>>;

/** How many times as fast a backend must be that gives up on equal digits. */
const leastAdvantage = 2;

/** The run with the most work a token: the choice is made on it, and holds for all runs, which are to be compared. */
export function heaviestRun({ runs }: Pick<Experiment, 'runs'>): RunSettings {
  const work = (run: RunSettings) => multiplicationsPerToken(modelOf(run));
  return runs.reduce((heaviest, run) => (work(run) > work(heaviest) ? run : heaviest));
}

/** Equal for experiments that a backend trains at the same speed. */
export function shapeOf(experiment: Experiment): string {
  const { batchSize, trainingSize, sequenceLength, vocabularySize } = experiment.shared;
  const model = JSON.stringify(modelOf(heaviestRun(experiment)));
  return [model, Math.min(batchSize, trainingSize), sequenceLength, vocabularySize].join('/');
}

const speedOf = (measurement: Measurement | undefined) =>
  measurement?.kind === 'measured' ? measurement.tokensPerSecond : 0;

/** The exact backend to take: wasm, or cpu where wasm is not to be had. */
const exactBackend = (measurements: Measurements): Backend | undefined =>
  exactBackends.find((backend) => measurements[backend]?.kind !== 'unavailable');

/** An exact backend, unless a GPU backend is at least twice as fast; of two as fast, webgpu. */
export function automaticBackend(measurements: Measurements): Backend {
  const exact = exactBackend(measurements);
  if (exact && measurements[exact]?.kind !== 'measured') return exact;
  const needed = exact ? leastAdvantage * speedOf(measurements[exact]) : 0;
  const [fastest] = backends
    .filter((backend) => !isExact(backend) && speedOf(measurements[backend]) > 0)
    .filter((backend) => speedOf(measurements[backend]) >= needed)
    .sort((a, b) => speedOf(measurements[b]) - speedOf(measurements[a]));
  return fastest ?? exact ?? 'wasm';
}

/** What a training that is left alone is opened with: `auto` where an exact backend is to be found by starting it. */
export function chosenBackend(measurements: Measurements): Backend | 'auto' {
  const automatic = automaticBackend(measurements);
  return isExact(automatic) ? 'auto' : automatic;
}

/** What will run, as far as can be told before it does. */
export function expectedBackend(wanted: Backend | 'auto', measurements: Measurements): Backend {
  if (wanted === 'auto') return automaticBackend(measurements);
  return measurements[wanted]?.kind === 'unavailable' ? (exactBackend(measurements) ?? wanted) : wanted;
}
