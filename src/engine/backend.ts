// Starts a backend and proves that it is the one asked for; where it will not start, the next one.

import { messageOf } from '../experiment/error-message';
import type { Backend } from '../experiment/experiment';
import { startCpu } from './backends/cpu';
import { select } from './backends/select';
import { startWasm } from './backends/wasm';
import type { RunningBackend } from './running-backend';

/** The backend that runs, and why it is not the one asked for if it is not. */
export interface StartedBackend {
  backend: Backend;
  /** What computes, as the browser names it; absent for wasm and cpu. */
  adapter?: string;
  insteadOf?: { backend: Backend; reason: string };
}

/** What runs where a backend does not start, or is lost. */
const nextBackend = { webgpu: 'wasm', webgl: 'wasm', wasm: 'cpu', cpu: null } as const satisfies Record<
  Backend,
  Backend | null
>;

const starters: Record<Backend, (wasmUrl?: string) => Promise<RunningBackend>> = {
  wasm: startWasm,
  cpu: startCpu,
  // Loaded only where they are asked for: each is as large as all the rest.
  webgpu: async () => (await import('./backends/webgpu')).startWebgpu(),
  webgl: async () => (await import('./backends/webgl')).startWebgl(),
};

/** Those that have started. A start that failed leaves nothing, and is tried again when it is next asked for. */
const running = new Map<Backend, RunningBackend>();
let lastStart: Promise<unknown> = Promise.resolve();

/**
 * Starts a backend, or the next one that will start, and makes it tfjs's current one.
 * @param wanted `auto` wants wasm
 * @param wasmUrl where tfjs's own SIMD module is; Node finds it by itself
 * @throws Error when not even the cpu backend starts
 */
export function startBackend(wanted: Backend | 'auto', wasmUrl?: string): Promise<StartedBackend> {
  return inTurn(() => startOrFallBack(wanted === 'auto' ? 'wasm' : wanted, wasmUrl));
}

/** Starts what comes after a backend that was lost. */
export function startNextBackend(lost: Backend, reason: string, wasmUrl?: string): Promise<StartedBackend> {
  return inTurn(async () => ({
    ...(await startOrFallBack(nextBackend[lost] ?? lost, wasmUrl)),
    insteadOf: { backend: lost, reason },
  }));
}

/** A backend that was started. */
export function runningBackend(backend: Backend): RunningBackend {
  const found = running.get(backend);
  if (!found) throw new Error(`backend must have been started, got ${backend}`);
  return found;
}

/** One after another: tfjs gives up for good a start that another one overtakes. */
function inTurn<Result>(start: () => Promise<Result>): Promise<Result> {
  const result = lastStart.then(start);
  lastStart = result.catch(() => {});
  return result;
}

async function startOrFallBack(wanted: Backend, wasmUrl?: string): Promise<StartedBackend> {
  try {
    const { adapter } = await start(wanted, wasmUrl);
    return adapter ? { backend: wanted, adapter } : { backend: wanted };
  } catch (error) {
    const next = nextBackend[wanted] ?? (wanted === 'cpu' ? null : 'cpu');
    if (next === null) throw error;
    const reason = messageOf(error);
    return { ...(await startOrFallBack(next, wasmUrl)), insteadOf: { backend: wanted, reason } };
  }
}

/** In turn with all others, so that no two starts of one backend are under way at once. */
async function start(backend: Backend, wasmUrl?: string): Promise<RunningBackend> {
  let known = running.get(backend);
  if (known?.lost()) {
    known.remove();
    running.delete(backend);
    known = undefined;
  }
  if (!known) {
    const starter = starters[backend];
    if (!starter) throw new Error(`there is no backend ${backend}`);
    known = await starter(wasmUrl);
    running.set(backend, known);
  }
  await select(backend);
  return known;
}
