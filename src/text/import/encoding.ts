// Which encoding a file has, decided once for all of it, and its decoder.

import type { Survey } from './survey';

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof encodings)[number];

/** A UTF-8 file may be damaged in places: this many valid characters of several bytes outweigh an invalid byte. */
const charactersPerInvalidByte = 4;

/**
 * The encoding of a whole file. A byte order mark decides; then NUL bytes that stand as in UTF-16; then
 * whether it is UTF-8. A file that is not is Windows-1252, unless UTF-8 characters by far outnumber the
 * invalid bytes: then it is UTF-8 with a few damaged places, and not a word of it would be right otherwise.
 */
export function decideEncoding(survey: Survey): Encoding {
  const [first, second] = survey.sample;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const wide = wideEncoding(survey);
  if (wide) return wide;
  const isMostlyUtf8 = survey.multibyte >= charactersPerInvalidByte * survey.invalid;
  return survey.invalid === 0 || isMostlyUtf8 ? 'utf-8' : 'windows-1252';
}

/** UTF-16 without a mark: separators are units of their own, with the NUL always on the same side. */
function wideEncoding({ bytes, nuls, unitSeparators, invalid }: Survey): Encoding | null {
  const [even, odd] = nuls;
  if (bytes % 2 !== 0 || even + odd < 3) return null;
  const units = bytes / 2;
  const { littleEndian, bigEndian } = unitSeparators;
  const isWide = (high: number, low: number, separators: number, otherSeparators: number) =>
    separators > 10 * otherSeparators &&
    // Latin letters all have a NUL. In Chinese only separators have, and the bytes of the others are no UTF-8.
    ((high > 0.3 * units && low <= 0.02 * high) || (separators > 0.01 * units && invalid > 0));
  if (isWide(odd, even, littleEndian, bigEndian)) return 'utf-16le';
  if (isWide(even, odd, bigEndian, littleEndian)) return 'utf-16be';
  return null;
}

export interface Decoder {
  /** The text of the next bytes; a character that they cut in two waits for the next call. */
  decode(chunk: Uint8Array): string;
  /** What was still waiting. */
  end(): string;
}

/** Byte order marks are left out, invalid bytes become U+FFFD. */
export function createDecoder(encoding: Encoding): Decoder {
  if (encoding === 'windows-1252') return { decode: decodeWindows1252, end: () => '' };
  const decoder = new TextDecoder(encoding);
  return { decode: (chunk) => decoder.decode(chunk, { stream: true }), end: () => decoder.decode() };
}

/** Bytes 0x80 to 0x9f; 0 for the five that are control characters of the same number. */
const windows1252 =
  '\u20ac\0\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\0\u017d\0' +
  '\0\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\0\u017e\u0178';

const unitOfByte = Uint16Array.from({ length: 256 }, (_, byte) => windows1252.charCodeAt(byte - 0x80) || byte);

/** By our own table: Node 20's TextDecoder takes windows-1252 for ISO 8859-1. */
function decodeWindows1252(chunk: Uint8Array): string {
  const units = Uint16Array.from(chunk, (byte) => unitOfByte[byte]!);
  // An argument each: more than some ten thousand are too many.
  const piece = 8192;
  let text = '';
  for (let start = 0; start < units.length; start += piece) {
    text += String.fromCharCode(...units.subarray(start, start + piece));
  }
  return text;
}
