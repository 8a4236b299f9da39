// Every visible string of the data panel in English. Apart from the others: they come with the panel.

import type { RunId, TextSource } from '../experiment/experiment';

const count = (value: number) => value.toLocaleString('en');
const texts = (value: number) => `${count(value)} text${value === 1 ? '' : 's'}`;

export interface CorpusCard {
  written: string;
  /** What gives labels away, or makes the texts unlike those that people write. */
  artefacts: readonly string[];
}

export const enData = {
  heading: 'Data',
  close: 'Back to the curves',
  loading: 'Reading the texts…',
  texts,
  count,
  tryAgain: 'Try again',
  failures: {
    missing: (name: string) =>
      `The file “${name}” is not in this browser. Texts of your own stay where they were imported and are not part of a link: import the file again.`,
    data: (detail: string) =>
      `The texts could not be prepared: ${detail} Check the number of texts, the vocabulary and the validation share.`,
    died: (detail: string) => `What reads the texts stopped unexpectedly (${detail}).`,
  },
  views: { overview: 'Overview', examples: 'Examples', words: 'Words' },
  viewLabel: 'What is listed',
  parts: { training: 'training', validation: 'validation', test: 'test' },
  about: {
    heading: 'About this text',
    written: 'How it was written',
    artefacts: 'Known artefacts',
  },
  cards: {
    reviews: {
      written:
        'Text by text, for this project: 14 subjects, in each as many texts for as against. Products, places and people are invented.',
      artefacts: [
        'Exclamation marks, commas and “and” lean positive; quotation marks, mostly ironic, and the past tense lean negative.',
        'One voice: British spelling, whole sentences, dry wit, perhaps more irony than where people post.',
        'Half of the distinct words occur once, and a quarter of what is read in validation was never seen in 600 training texts.',
      ],
    },
    headlines: {
      written:
        'Text by text, for this project: for each label about as many short headlines as one-sentence leads. Events, places, firms and people are invented.',
      artefacts: [
        'Business and science have shorter headlines and longer leads than world and sport.',
        'The section’s own words tell most, small words after them: “its” for business, “his” and “her” for sport.',
        'In two thirds of the texts subjects cross on purpose; one third is plain. Names never return.',
      ],
    },
    chinese: {
      written:
        'Text by text, for this project, in Chinese, not translated: 6 subjects, in each as many texts for as against. Products, places and people are invented.',
      artefacts: [
        'Quotation marks are mostly ironic and lean negative; exclamation marks lean positive.',
        'Many texts judge by a small story or by irony; a quarter of them praise or blame openly.',
        'Read character by character: a word like 失望 takes two steps, and a bag of characters does not see it at all.',
      ],
    },
    intents: {
      written:
        'Text by text, for this project: as many messages to an invented support desk for each of six labels, some with typos and without capitals.',
      artefacts: [
        'Many messages name on purpose what another label is about, so that single words mislead; a third are plain.',
        'Question marks lean to billing, quotation marks to technical, first-person words to account.',
      ],
    },
    generated: {
      written: 'Written by a generator from the seed: short stories in pairs with the same words in another order.',
      artefacts: [
        'Nine pairs in ten cannot be told apart by a bag of words; one in ten can.',
        'The other text of a pair often stands in another part: remembering words does worse than chance.',
        'Label noise is in all parts, so that the best possible accuracy is known.',
      ],
    },
    imported: {
      written: 'A file imported into this browser. Nothing is known of how it was written.',
      artefacts: ['Order the words by what they lean to: one that gives its label away is at the top.'],
    },
  } satisfies Record<TextSource, CorpusCard>,
  split: {
    heading: 'Split',
    caption: 'Texts by label and part',
    parts: { training: 'training', validation: 'val.', test: 'test' },
    label: 'Label',
    unused: 'unused',
    all: 'all',
    total: 'Total',
    replaced: 'replaced',
    replacedLong: 'Texts whose label was replaced by another one',
    available: (available: number) => `of ${count(available)} available`,
    allUsed: (available: number) => `all ${count(available)} are used`,
    noNoise: 'every label is its text’s own',
    noise: (replaced: number, total: number) => `${count(replaced)} of ${count(total)} labels replaced`,
    own: 'The texts came with this split. The validation share and the seed do not change it.',
    copies: (copies: number, leaked: number, canBeTogether: boolean) => {
      const these = copies === 1 ? 'One text is a copy of another' : `${count(copies)} texts are copies of others`;
      if (leaked === 0) return `${these}. None is trained on and tested on at once.`;
      const cure = canBeTogether ? ' “Copies: together” keeps them in one part.' : '';
      return `${these}, and ${count(leaked)} ${leaked === 1 ? 'validation or test text is' : 'validation and test texts are'} in training too: what is right there may be memory.${cure}`;
    },
  },
  lengths: {
    heading: 'Length in words',
    read: (words: number) => `${words} read`,
    share: 'share of texts',
    chart: (longest: number, read: number, cut: string) =>
      `Texts by length in words, up to ${longest}. The network reads the first ${read}; ${cut} of the texts are longer.`,
    cut: (share: string) => `${share} of the texts are cut.`,
    unknown: (share: string) => `${share} of the validation words are out of vocabulary.`,
  },
  filters: {
    searchTexts: 'Search the texts',
    searchWords: 'Search the words',
    label: 'Label',
    allLabels: 'all labels',
    part: 'Part',
    allParts: 'all parts',
    only: 'Show',
    everything: 'right and wrong',
    replaced: 'label replaced',
    wrongInAll: 'wrong in every run',
    wrongIn: (id: RunId) => `wrong in ${id}`,
  },
  examples: {
    caption: 'Texts with label and part',
    label: 'Label',
    part: 'Part',
    text: 'Text',
    wrongIn: 'Wrong in',
    truly: 'truly',
    cut: (read: number, tokens: number) => `${read} of ${tokens} words are read`,
    untrained: 'Once a run has finished, the texts it gets wrong are marked here.',
    none: 'No text matches.',
    clear: 'Show all texts',
  },
  words: {
    caption: 'Words of the vocabulary with their counts in the training texts',
    word: 'Word',
    count: 'Count',
    countHelp: 'How often the word is read in the training texts',
    leaning: 'Leans to',
    leaningHelp:
      'The label in which the word stands out, and the share of its occurrences there. Ordered by how unlikely that is by chance: a word seen once is always one-sided.',
    even: 'about even',
    none: 'No word matches.',
    clear: 'Show all words',
  },
  pager: {
    label: 'Pages',
    range: (first: number, last: number, total: number) => `${count(first)}–${count(last)} of ${count(total)}`,
    previous: 'Previous',
    next: 'Next',
  },
};
