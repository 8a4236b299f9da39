// Remembers measured backends by shape in the browser's storage, which may be missing, full or spoiled.

import { backends, isExact } from '../experiment/experiment';
import type { Measurement, Measurements } from './backend-choice';

export interface SpeedMemory {
  get(shape: string): Measurements;
  set(shape: string, measurements: Measurements): void;
}

/** The part of Storage that is used. */
export type SpeedStorage = Pick<Storage, 'getItem' | 'setItem'>;

/** Another number at the end forgets all that was measured: kernels that got faster, another way to measure. */
export const speedsKey = 'regularization-playground.backend-speeds.1';

const mostShapes = 100;

/** @param storage may throw, as in private windows; then a shape is remembered as long as the page is open */
export function createSpeedMemory(storage: () => SpeedStorage): SpeedMemory {
  // The shape unused for longest comes first.
  const kept = read(storage);
  return {
    get: (shape) => kept.get(shape) ?? {},
    set(shape, measurements) {
      kept.delete(shape);
      kept.set(shape, measurements);
      for (const oldest of kept.keys()) {
        if (kept.size <= mostShapes) break;
        kept.delete(oldest);
      }
      try {
        storage().setItem(speedsKey, JSON.stringify([...kept]));
      } catch {
        // It will be measured again on the next visit.
      }
    },
  };
}

function read(storage: () => SpeedStorage): Map<string, Measurements> {
  try {
    const entries: unknown = JSON.parse(storage().getItem(speedsKey) ?? '[]');
    if (!Array.isArray(entries)) return new Map();
    return new Map(
      entries
        .filter((entry): entry is [string, unknown] => Array.isArray(entry) && typeof entry[0] === 'string')
        .map(([shape, measurements]): [string, Measurements] => [shape, readMeasurements(measurements)])
        .slice(-mostShapes),
    );
  } catch {
    return new Map();
  }
}

function readMeasurements(value: unknown): Measurements {
  const found = asRecord(value);
  return Object.fromEntries(
    backends.flatMap((backend) => {
      const measurement = readMeasurement(asRecord(found[backend]));
      // A module that could not be loaded once may be there now, and equal digits are not given up for a memory.
      const isDoubtful = isExact(backend) && measurement?.kind === 'unavailable';
      return measurement && !isDoubtful ? [[backend, measurement]] : [];
    }),
  );
}

function readMeasurement({ kind, tokensPerSecond, adapter, reason }: Record<string, unknown>): Measurement | null {
  if (kind === 'unavailable' && typeof reason === 'string') return { kind, reason };
  if (kind !== 'measured' || typeof tokensPerSecond !== 'number' || !(tokensPerSecond >= 0)) return null;
  return { kind, tokensPerSecond, ...(typeof adapter === 'string' && { adapter }) };
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
