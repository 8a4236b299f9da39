// Whether texts are in a script that puts spaces between words.

/** Letters of scripts that do not. */
const unspacedLetters =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}\p{scx=Tibetan}]/u;

/** Enough to tell. */
const maxLetters = 10_000;

/**
 * `character` where most letters are Chinese, Japanese, Thai, Lao, Khmer, Burmese or Tibetan; `word` otherwise,
 * also without any letter.
 */
export function guessTokens(texts: readonly string[]): 'word' | 'character' {
  let letters = 0;
  let unspaced = 0;
  for (const text of texts) {
    for (const [letter] of text.matchAll(/\p{L}/gu)) {
      letters++;
      if (unspacedLetters.test(letter)) unspaced++;
    }
    if (letters >= maxLetters) break;
  }
  return 2 * unspaced > letters ? 'character' : 'word';
}
