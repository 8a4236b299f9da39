// English words for what computes: the badge, its menu, and the messages about a backend.

import { type Backend, isExact, type RunId } from '../experiment/experiment';

/** A run whose backend was lost after this many epochs. */
export interface LostRun {
  id: RunId;
  lastEpoch: number;
}

/** What a change of the backend means for the curves. */
function consequence(used: Backend, wanted: Backend): string {
  if (!isExact(used)) return 'The curves are approximate.';
  return isExact(wanted)
    ? 'Training is slower; the curves are the same.'
    : 'The curves are exact instead of approximate.';
}

const some = (trainings: number) => `${trainings.toLocaleString('en')} training${trainings === 1 ? '' : 's'}`;

const placeOf = ({ id, lastEpoch }: LostRun) =>
  lastEpoch === 0 ? `in the first epoch of run ${id}` : `after epoch ${lastEpoch} of run ${id}`;

export const enBackend = {
  label: 'Backend',
  hint: 'What computes, how fast, and whether exactly',
  speed: (tokensPerSecond: string) => `${tokensPerSecond} tokens/s`,
  /** Measured, not of a training under way. */
  estimate: (tokensPerSecond: string) => `≈ ${tokensPerSecond} tokens/s`,
  exact: 'exact',
  approximate: 'approximate',
  inUse: 'In use',
  willRun: 'Will run',
  next: (backend: Backend) => `The next training runs on ${backend}.`,
  runs: (ids: readonly RunId[]) => `run${ids.length === 1 ? '' : 's'} ${ids.join(', ')}`,
  automatic: (backend: Backend) => `Automatic (${backend})`,
  automaticHelp: 'wasm, unless a GPU backend is at least twice as fast',
  about: {
    wasm: 'WebAssembly with SIMD',
    cpu: 'Plain JavaScript',
    webgpu: 'The graphics processor, through WebGPU',
    webgl: 'The graphics processor, through WebGL',
  } satisfies Record<Backend, string>,
  software: (adapter: string) => `${adapter}: emulated in software`,
  measuring: 'measuring…',
  notMeasured: 'not measured yet',
  unavailable: 'not available',
  /** What a backend says of why it is not available or was lost, where the page has better words. */
  reason: (text: string) => text.replace(/\.$/, ''),
  measuredOn: (network: string) => `Speed of one run alone: ${network}`,
  measureAgain: 'Measure again',
  exactness: 'wasm and cpu reproduce links exactly, digit for digit; GPU backends approximately.',
  keptResults: {
    about: (trainings: number) =>
      `Results of ${some(trainings)} are kept in this browser, and shown again without training.`,
    sure: (trainings: number) => `Forget the results of ${some(trainings)}? What is shown stays.`,
    forgotten: 'All kept results are forgotten.',
  },
  insteadOf: (used: Backend, wanted: Backend, reason: string) =>
    `${used} runs instead of ${wanted}: ${reason}. ${consequence(used, wanted)}`,
  lost: (lost: Backend, reason: string, runs: readonly LostRun[], used: Backend) =>
    `${lost} was lost (${reason}) ${runs.map(placeOf).join(', ')}. Training went on from there on ${used}. For curves from one backend throughout, choose ${used} and train again.`,
};
