// The corpus "who said not": short stories whose label hangs on the order of their words, made from a seed.

import { stream } from '../../experiment/random';
import type { LabelledTexts } from '../corpus';
import { type DistractorVocabulary, distractorVocabulary } from './distractors';
import { type Draws, drawsOf } from './draws';
import { scenery } from './scenery';
import { answerLabels, plainStories, type Story, twinStories } from './stories';

export interface GeneratorSettings {
  /** Texts, 100 to 20,000. */
  size: number;
  /** Distractor tokens between the word or clause that decides and what it decides, 0 to 20. */
  dependencyDistance: number;
  /** Size of the distractor vocabulary, 0 to 2000; with 0 gaps hold the grammar's own fillers alone. */
  distractorWords: number;
  /** 0 to 2³² − 1. */
  seed: number;
}

export interface GeneratedTexts extends LabelledTexts {
  /** Tokens of the longest text: at a smaller sequence length the label of some texts cannot be read. */
  longestText: number;
}

/** Shortest and longest text, in tokens, over all settings. */
export const textLengths = { min: 6, max: 60 } as const;

/** Every tenth pair is plain: its words give its label away. The rest are twins. */
const plainPairEvery = 10;

const ranges = {
  size: [100, 20_000],
  dependencyDistance: [0, 20],
  distractorWords: [0, 2000],
  seed: [0, 2 ** 32 - 1],
} as const satisfies Record<keyof GeneratorSettings, readonly [number, number]>;

/**
 * Labelled stories, all different, the same for the same settings on every machine. They come in pairs of one
 * text that agrees and one that refuses: nine pairs in ten are twins, the same words in another order, so
 * that no bag of words tells them apart; one in ten is plain. So at an even size both labels are equally
 * frequent (at an odd size `agrees` or `refuses` has one text more), and at a multiple of 20 the best that
 * any bag of words can reach is exactly .55.
 *
 * A smaller size gives the beginning of a larger one; another distance or vocabulary tells the same stories with
 * other scenery, but for the few that would be told twice. Twins stand next to each other, in either order. A
 * split parts most of them, so a network that remembers training texts by their words does worse than chance on
 * those texts' twins.
 *
 * Labels are without noise: see `withNoise`. Throws RangeError for a setting that is out of range or not whole.
 */
export function generateTexts(settings: GeneratorSettings): GeneratedTexts {
  checkRanges(settings);
  const vocabulary = distractorVocabulary(settings.distractorWords);
  const texts: string[] = [];
  const labelIds = new Uint8Array(settings.size);
  const told = new Set<string>();
  let longestText = 0;
  for (let pair = 0; texts.length < settings.size; pair++) {
    for (const { tokens, label } of newPair(pair, settings, vocabulary, told)) {
      if (texts.length === settings.size) break;
      labelIds[texts.length] = answerLabels.indexOf(label);
      texts.push(tokens.join(' '));
      longestText = Math.max(longestText, tokens.length);
    }
  }
  return { labels: answerLabels, texts, labelIds, longestText };
}

/** Draws the pair again until both its texts are new; the grammar has several times the largest size. */
function newPair(
  pair: number,
  { dependencyDistance, seed }: GeneratorSettings,
  vocabulary: DistractorVocabulary,
  told: Set<string>,
): Story[] {
  const tellPair = pair % plainPairEvery === plainPairEvery - 1 ? plainStories : twinStories;
  for (let attempt = 0; ; attempt++) {
    // Apart, so that the scenery has no influence on the stories.
    const storyDraws = drawsOf(stream(seed, 'who said not', 'story', pair, attempt));
    const sceneryDraws = drawsOf(stream(seed, 'who said not', 'scenery', pair, attempt));
    const gap = scenery(dependencyDistance, vocabulary, sceneryDraws);
    const frame = drawFrame(vocabulary, sceneryDraws);
    const stories = tellPair(storyDraws, gap).map(({ tokens, label }) => ({ tokens: frame(tokens), label }));
    const texts = stories.map(({ tokens }) => tokens.join(' '));
    if (texts.some((text) => told.has(text))) continue;
    for (const text of texts) told.add(text);
    return storyDraws.coin() ? stories : stories.reverse();
  }
}

/** Adds the full stop, and to two stories in three a place before or behind, where there are distractor words. */
function drawFrame(vocabulary: DistractorVocabulary, draws: Draws): (tokens: readonly string[]) => string[] {
  const position = vocabulary.nouns.length > 0 ? draws.pick(['none', 'before', 'behind']) : 'none';
  if (position === 'none') return (tokens) => [...tokens, '.'];
  const place = scenery(3 + draws.below(2), vocabulary, draws);
  return position === 'before'
    ? (tokens) => [...place, ',', ...tokens, '.']
    : (tokens) => [...tokens, ',', ...place, '.'];
}

function checkRanges(settings: GeneratorSettings): void {
  for (const [name, [min, max]] of Object.entries(ranges)) {
    const value = settings[name as keyof GeneratorSettings];
    if (Number.isInteger(value) && value >= min && value <= max) continue;
    throw new RangeError(`${name} must be a whole number from ${min} to ${max}, got ${value}`);
  }
}
