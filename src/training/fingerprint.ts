// A short hash over the exact bits of a curve: two curves with one fingerprint are the same digit for digit.

import type { EpochResult } from './protocol';

export interface Fingerprint {
  /** Takes the next epoch in. */
  add(result: EpochResult): void;
  /** 16 hexadecimal digits for all epochs so far. */
  digits(): string;
}

export function startFingerprint(): Fingerprint {
  const bytes = new DataView(new ArrayBuffer(8));
  // Two FNV-1a hashes with different starts.
  const states = new Uint32Array([0x811c9dc5, 0x050c5d1f]);
  return {
    add({ train, validation }) {
      for (const number of [train.loss, train.accuracy, validation.loss, validation.accuracy]) {
        bytes.setFloat64(0, number);
        for (let i = 0; i < 8; i++) {
          const byte = bytes.getUint8(i);
          states[0] = Math.imul(states[0]! ^ byte, 0x01000193);
          states[1] = Math.imul(states[1]! ^ byte, 0x01000193);
          states[1] = states[1]! ^ (states[1]! >>> 15);
        }
      }
    },
    digits: () => Array.from(states, (state) => state.toString(16).padStart(8, '0')).join(''),
  };
}
