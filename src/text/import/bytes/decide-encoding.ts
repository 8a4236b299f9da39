// Decides which encoding a file has, once for all of it.

import type { Encoding } from './encoding';
import { guessLegacyEncoding } from './legacy-encoding';
import type { Survey } from './survey';

export interface DecidedEncoding {
  encoding: Encoding;
  /** Whether there is no doubt: a guess that is none by its words is a question. */
  isSure: boolean;
}

/** A UTF-8 file may be damaged in places: this many valid characters of several bytes outweigh an invalid byte. */
const charactersPerInvalidByte = 4;

/**
 * The encoding of a whole file. A byte order mark decides; then NUL bytes that stand as in UTF-16; then
 * whether it is UTF-8. A file that is not has an encoding from before Unicode, guessed by its words, unless UTF-8
 * characters by far outnumber the invalid bytes: then it is UTF-8 with a few damaged places, and not a word of it
 * would be right otherwise.
 */
export function decideEncoding(survey: Survey): DecidedEncoding {
  const [first, second] = survey.sample;
  const sure = (encoding: Encoding): DecidedEncoding => ({ encoding, isSure: true });
  if (first === 0xff && second === 0xfe) return sure('utf-16le');
  if (first === 0xfe && second === 0xff) return sure('utf-16be');
  const wide = wideEncoding(survey);
  if (wide) return sure(wide);
  const isMostlyUtf8 = survey.multibyte >= charactersPerInvalidByte * survey.invalid;
  return survey.invalid === 0 || isMostlyUtf8 ? sure('utf-8') : guessLegacyEncoding(survey.beyondAscii);
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
