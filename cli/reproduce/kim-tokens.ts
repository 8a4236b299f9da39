// Words as Kim (2014) has them: the rules of `clean_str` in the code that came with the paper
// (github.com/yoonkim/CNN_sentence, process_data.py).

/** Parts of a word that begin one of their own: `film's` is `film` and `'s`, `don't` is `do` and `n't`. */
const endings = ["'s", "'ve", "n't", "'re", "'d", "'ll"];

/**
 * The words of a sentence in lower case. What is no English letter, digit or one of `(),!?'` and the backtick separates
 * words; of these, all but the apostrophe and the backtick are words by themselves.
 */
export function kimTokens(sentence: string): string[] {
  let spaced = sentence.replace(/[^A-Za-z0-9(),!?'`]/g, ' ');
  for (const ending of endings) spaced = spaced.replaceAll(ending, ` ${ending}`);
  return spaced
    .replace(/[(),!?]/g, ' $& ')
    .toLowerCase()
    .split(' ')
    .filter((token) => token !== '');
}
