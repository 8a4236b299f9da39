// Cuts a text into lower-cased words, numbers and symbols, in every script.

import type { TokenKind } from '../experiment/experiment';

/** Apostrophes as they are typed: typographic ones (either side), the modifier letter, full-width. */
const apostrophes = /[\u2018\u2019\u02bc\uff07]/g;
const hyphens = /[\u2010\u2011]/g;
/** Soft hyphens, word joiners and variation selectors change how a token looks, not which one it is. */
const invisible = /[\u00ad\u2060]|\p{VS}/gu;

/**
 * Letters of scripts written without spaces. Each is a token of its own: words would take a dictionary
 * (Intl.Segmenter), and browsers have different ones, so that a link would not give the same curve everywhere.
 */
const unspacedLetter = String.raw`(?=\p{L})[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]\p{M}*`;
const spacedLetter = String.raw`(?!${unspacedLetter})\p{L}\p{M}*`;
/** Zero-width joiners stand inside words of Persian and of the Indic scripts. */
const word = String.raw`(?:${spacedLetter})+(?:['\-\u200c\u200d](?:${spacedLetter})+)*`;
const numeral = String.raw`\p{N}+(?:[.,]\p{N}+)*\p{M}*`;
const flag = String.raw`\p{RI}\p{RI}`;
const emoji = String.raw`\p{ExtPict}[\p{EMod}\u{e0020}-\u{e007f}]*(?:\u200d\p{ExtPict}\p{EMod}*)*`;
const symbol = String.raw`[^\s\p{Cc}\p{Cf}\p{Cs}]\p{M}*`;
const anyWord = String.raw`(?:\p{L}\p{M}*)+(?:['\-\u200c\u200d](?:\p{L}\p{M}*)+)*`;
const anyLetter = String.raw`\p{L}\p{M}*`;
const patternOf = (...kinds: string[]) => new RegExp([...kinds, flag, emoji, symbol].join('|'), 'gu');
const patterns = {
  auto: patternOf(word, unspacedLetter, numeral),
  word: patternOf(anyWord, numeral),
  character: patternOf(anyLetter, String.raw`\p{N}\p{M}*`),
} satisfies Record<TokenKind, RegExp>;

/**
 * The tokens of a text, lower-cased without regard to the locale and in Unicode's form NFC:
 *
 * - words: letters with their marks, joined by inner apostrophes and hyphens (`don't`, `well-made`); by `auto`
 *   Chinese, Japanese, Thai, Lao, Khmer and Burmese letter by letter, by `character` every script;
 * - numbers, with inner points and commas (`3.5`, `1,000`);
 * - every other symbol alone; an emoji with its modifiers is one symbol.
 *
 * Spaces and invisible characters give none, so a text may have no token at all.
 */
export function tokenize(text: string, kind: TokenKind = 'auto'): string[] {
  const normalized = text
    .toLowerCase()
    .normalize('NFC')
    .replace(apostrophes, "'")
    .replace(hyphens, '-')
    .replace(invisible, '');
  return normalized.match(patterns[kind]) ?? [];
}
