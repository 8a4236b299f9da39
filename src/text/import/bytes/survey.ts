// A first pass over all bytes of a file: what the encoding is decided by, and a sample of its beginning.

import { sampleBytes } from '../contract/limits';

const beyondLimit = 2 ** 16;
/** A sample with fewer lines goes on, up to so many bytes. */
const fewestSampledLines = 10;
const mostSampleBytes = 4 * 2 ** 20;

export interface Survey {
  bytes: number;
  /** The file's first `sampleBytes`, or more where its lines are long. */
  sample: Uint8Array;
  /** The first lines, some 64 kB of them, that have bytes from 0x80 on, wherever they stand. */
  beyondAscii: Uint8Array;
  /** Line feeds, or returns where there are none. */
  lines: number;
  /** NUL bytes at even and at odd positions. */
  nuls: readonly [even: number, odd: number];
  /** Bytes below 0x20 that no text has: not NUL, tab, line feed, vertical tab, form feed, return, escape. */
  controls: number;
  /** Line feeds, returns, tabs, commas and spaces as 16-bit units, the low byte first or the high byte first. */
  unitSeparators: { littleEndian: number; bigEndian: number };
  /** Characters of two to four bytes that are valid UTF-8. */
  multibyte: number;
  /** Bytes that no valid UTF-8 has where they stand. */
  invalid: number;
}

export interface Surveyor {
  add(chunk: Uint8Array): void;
  finish(): Survey;
}

/** Indexed by byte: 1 for controls that no text has. */
const isControl = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(byte > 0 && byte < 0x20 && ![9, 10, 11, 12, 13, 27].includes(byte)),
);
const isSeparator = Uint8Array.from({ length: 256 }, (_, byte) => Number([9, 10, 13, 32, 44].includes(byte)));

export function startSurvey(): Surveyor {
  const sampled: Uint8Array[] = [];
  let sampledBytes = 0;
  const beyondAscii: Uint8Array[] = [];
  let beyondBytes = 0;
  let feeds = 0;
  let returns = 0;
  let bytes = 0;
  const nuls: [number, number] = [0, 0];
  let controls = 0;
  const unitSeparators = { littleEndian: 0, bigEndian: 0 };
  let multibyte = 0;
  let invalid = 0;
  let previous = 0;
  // As in the Encoding Standard's UTF-8 decoder: continuation bytes still to come, and the next one's bounds.
  let needed = 0;
  let seen = 0;
  let lower = 0x80;
  let upper = 0xbf;

  function keepBeyond(line: Uint8Array): void {
    beyondAscii.push(line);
    beyondBytes += line.length;
  }

  function lead(byte: number): void {
    lower = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80;
    upper = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf;
    seen = 1;
    if (byte < 0x80) needed = 0;
    else if (byte >= 0xc2 && byte <= 0xdf) needed = 1;
    else if (byte >= 0xe0 && byte <= 0xef) needed = 2;
    else if (byte >= 0xf0 && byte <= 0xf4) needed = 3;
    else invalid++;
  }

  function continuation(byte: number): void {
    if (byte < lower || byte > upper) {
      invalid += seen;
      needed = 0;
      lead(byte);
      return;
    }
    lower = 0x80;
    upper = 0xbf;
    seen++;
    if (--needed === 0) multibyte++;
  }

  return {
    add(chunk) {
      // Its first lines may be longer than all of a usual sample.
      const limit = feeds + returns < fewestSampledLines ? mostSampleBytes : sampleBytes;
      if (sampledBytes < limit) {
        const part = chunk.slice(0, limit - sampledBytes);
        sampled.push(part);
        sampledBytes += part.length;
      }
      let lineStart = 0;
      let isBeyond = false;
      for (let i = 0; i < chunk.length; i++) {
        const byte = chunk[i]!;
        const odd = (bytes + i) & 1;
        if (byte >= 0x80) isBeyond = true;
        else if (byte === 10 || byte === 13) {
          if (byte === 10) feeds++;
          else returns++;
          if (isBeyond && beyondBytes < beyondLimit) keepBeyond(chunk.slice(lineStart, i + 1));
          lineStart = i + 1;
          isBeyond = false;
        }
        if (byte === 0) {
          nuls[odd]!++;
          if (odd === 1) unitSeparators.littleEndian += isSeparator[previous]!;
        } else {
          controls += isControl[byte]!;
          if (previous === 0 && odd === 1) unitSeparators.bigEndian += isSeparator[byte]!;
        }
        if (needed > 0) continuation(byte);
        else if (byte >= 0x80) lead(byte);
        previous = byte;
      }
      if (isBeyond && beyondBytes < beyondLimit) keepBeyond(chunk.slice(lineStart, lineStart + beyondLimit));
      bytes += chunk.length;
    },
    finish: () => ({
      bytes,
      sample: joined(sampled, sampledBytes),
      beyondAscii: joined(beyondAscii, beyondBytes),
      lines: feeds || returns,
      nuls,
      controls,
      unitSeparators,
      multibyte,
      invalid: invalid + (needed > 0 ? seen : 0),
    }),
  };
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
