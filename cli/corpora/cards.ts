// What a corpus's card says beside its numbers. The page's own sentence on each corpus is in the ui strings.

import type { CorpusName } from '../../src/experiment/experiment';

interface CorpusCard {
  howWritten: string;
  /** What gives labels away, or makes the texts unlike those that people write. */
  artefacts: readonly string[];
  /** One sentence, on what docs/corpora.md measures. */
  teaches: string;
}

export const cards = {
  reviews: {
    howWritten:
      'Text by text, for this project: 14 subjects of 150 texts, half of them for, half against, so that a subject says nothing about the label. Products, places and people are invented.',
    artefacts: [
      'Exclamation marks, commas and `and` lean positive; quotation marks, mostly ironic, and the past tense (`was`, `were`) lean negative. Punctuation alone beats chance.',
      'One voice: British spelling, whole sentences, dry wit. Irony and turns at the last moment are frequent, perhaps more so than where people post.',
      'Hardly two texts speak of the same thing, so half of the distinct tokens occur once, and a network that learns from 600 texts has never seen a quarter of what it reads in validation.',
    ],
    teaches:
      'It teaches what overfitting looks like and how regularization keeps the loss down; that accuracy hardly moves; and that more texts help more than any penalty here.',
  },
  headlines: {
    howWritten:
      'Text by text, for this project: for each label about as many short headlines without a full stop as one-sentence leads with one. Events, places, firms and people are invented.',
    artefacts: [
      'Length tells something: business and science have shorter headlines and longer leads than world and sport.',
      'The section’s own words tell most (`shares`, `scientists`, `match`, `parliament`), small words after them: `its` for business, `his` and `her` for sport.',
      'In two thirds of the texts subjects cross on purpose (a goalkeeper who is a scientist, an election of a captain); one third is plain. Names never return.',
    ],
    teaches:
      'It teaches that dropout helps where labels hang on topic words, in loss and in accuracy, and that more texts raise every classifier.',
  },
  chinese: {
    howWritten:
      'Text by text, for this project, in Chinese, not translated: 6 subjects of 240 texts, half of them for, half against. Products, places and people are invented.',
    artefacts: [
      'Quotation marks are mostly ironic and lean negative; exclamation marks lean positive.',
      'Many texts judge by a small story or by irony, with no word of praise or blame; a quarter of them praise or blame openly.',
      'It is read character by character: a word like 失望 takes two steps, and a bag of characters does not see it at all.',
    ],
    teaches:
      'It teaches what memorizing looks like: every network gets all training texts right and about seven in ten in validation; regularization keeps the loss down and hardly helps accuracy.',
  },
  intents: {
    howWritten:
      'Text by text, for this project: for each of six labels 235 messages to an invented support desk, formal, curt or chatty, some with typos and without capitals.',
    artefacts: [
      'Many messages name on purpose what another label is about (a refund form that crashes is `technical`), so that single words mislead; a third of the messages are plain.',
      'Question marks lean to `billing`, quotation marks to `technical`, first-person words to `account`.',
    ],
    teaches:
      'It teaches most about dropout: of words and before the output it lifts accuracy and lowers loss more than on any other corpus, and brings the networks level with a bag of words.',
  },
} as const satisfies Record<CorpusName, CorpusCard>;
