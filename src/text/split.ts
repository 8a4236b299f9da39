// Deals a corpus into training, validation and test, label by label, by the seed.

import type { Copies } from '../experiment/experiment';
import { permutation, stream } from '../experiment/random';
import { copyKey } from './copies';
import type { LabelledTexts } from './corpus';

export const partNames = ['training', 'validation', 'test'] as const satisfies readonly Exclude<
  keyof Split,
  'isGiven'
>[];
export type PartName = (typeof partNames)[number];

/** Positions in the corpus. No text is in two parts. */
export interface Split {
  /** At most `trainingSize`; every prefix is stratified. */
  training: Uint32Array;
  validation: Uint32Array;
  test: Uint32Array;
  /** Whether the corpus came with it. */
  isGiven: boolean;
}

export interface SplitSettings {
  seed: number;
  trainingSize: number;
  /** Of the whole corpus, per label. */
  validationShare: number;
  /** Whether copies of a text are in one part; `apart` deals each by itself. */
  copies?: Copies;
}

/** Of the whole corpus, per label; fixed, so that no setting moves the test texts. */
const testShare = 0.1;

/**
 * A stratified split. Each label's texts are put in the seed's order; the test texts are its first, the
 * validation texts follow, and the training texts are taken from its far end. So:
 *
 * - the test texts depend on the seed alone, the validation texts on the seed and `validationShare`;
 * - the training texts for n = 200 are the first 200 of those for n = 600;
 * - in labels of one size, a larger `validationShare` takes away the last training texts first.
 *
 * Labels with few texts: from 3 on a label is in all three parts (in training as soon as `trainingSize` is
 * at least the number of labels); 2 go to training and validation, 1 to training. Where no label
 * has more than 1, one text of the corpus is validation all the same. So a corpus of 2 texts or more has
 * training and validation texts, and may have no test text.
 *
 * Throws where there are fewer than 2 texts.
 */
export function splitCorpus(corpus: LabelledTexts, settings: SplitSettings): Split {
  const count = corpus.texts.length;
  if (count < 2) throw new Error(`A corpus needs at least 2 texts to be split, got ${count}.`);
  const given = givenSplit(corpus, settings);
  if (given) return given;
  const copies =
    settings.copies === 'together' ? { firsts: copiesIn(corpus.texts), dealt: new Map<number, PartName>() } : null;
  const validation: number[] = [];
  const test: number[] = [];
  const pools = corpus.labels.map((label, labelId) => {
    const order = shuffledTexts(corpus, label, labelId, settings.seed);
    const { testCount, validationCount } = shares(order.length, settings.validationShare);
    if (copies) return dealTogether(order, { testCount, validationCount }, copies, { test, validation });
    test.push(...order.slice(0, testCount));
    validation.push(...order.slice(testCount, testCount + validationCount));
    return order.slice(testCount + validationCount).reverse();
  });
  if (validation.length === 0) validation.push(...takeOne(pools, settings.seed, copies?.firsts));
  return {
    training: Uint32Array.from(interleave(pools).slice(0, settings.trainingSize)),
    validation: Uint32Array.from(validation),
    test: Uint32Array.from(test),
    isGiven: false,
  };
}

function shuffledTexts(corpus: LabelledTexts, label: string, labelId: number, seed: number): number[] {
  const texts: number[] = [];
  corpus.labelIds.forEach((id, text) => {
    if (id === labelId) texts.push(text);
  });
  return Array.from(permutation(stream(seed, 'split', label), texts.length), (position) => texts[position]!);
}

function shares(count: number, validationShare: number): { testCount: number; validationCount: number } {
  if (count < 3) return { testCount: 0, validationCount: count === 2 ? 1 : 0 };
  const testCount = Math.max(1, Math.round(testShare * count));
  const validationCount = Math.max(1, Math.round(validationShare * count));
  return { testCount, validationCount: Math.min(validationCount, count - testCount - 1) };
}

/** Removes one text of one-text pools, with its copies where there is another text left, and gives them. */
function takeOne(pools: number[][], seed: number, firsts?: readonly number[]): number[] {
  const filled = pools.filter((pool) => pool.length > 0);
  const chosen = permutation(stream(seed, 'split', 'validation of single texts'), filled.length)[0]!;
  const text = filled[chosen]!.pop()!;
  const isOfKind = (other: number) => firsts !== undefined && firsts[other] === firsts[text];
  if (!filled.some((pool) => pool.some((other) => !isOfKind(other)))) return [text];
  const taken = [text, ...filled.flatMap((pool) => pool.filter(isOfKind))];
  for (const pool of filled) pool.splice(0, pool.length, ...pool.filter((other) => !isOfKind(other)));
  return taken;
}

/**
 * All pools in one order in which every prefix has each pool's share, rounded up: the text at rank r of a
 * pool of c stands at r / c. Rounding up is what keeps a rare label in a small training set.
 */
function interleave(pools: readonly (readonly number[])[]): number[] {
  return pools
    .flatMap((pool, labelId) => pool.map((text, rank) => ({ text, rank, count: pool.length, labelId })))
    .sort((a, b) => a.rank * b.count - b.rank * a.count || a.labelId - b.labelId)
    .map(({ text }) => text);
}

/** The split that the corpus gives, its training texts in the seed's order; null where it gives none that can be used. */
function givenSplit(corpus: LabelledTexts, { seed, trainingSize }: SplitSettings): Split | null {
  const { parts } = corpus;
  if (!parts) return null;
  const of = (part: PartName) =>
    Uint32Array.from(Array.from(parts.keys()).filter((text) => parts[text] === partNames.indexOf(part)));
  const [validation, test] = [of('validation'), of('test')];
  const isTraining = new Set(of('training'));
  if (isTraining.size === 0 || validation.length === 0) return null;
  const pools = corpus.labels.map((label, labelId) =>
    shuffledTexts(corpus, label, labelId, seed).filter((text) => isTraining.has(text)),
  );
  return { training: Uint32Array.from(interleave(pools).slice(0, trainingSize)), validation, test, isGiven: true };
}

/** [texts], the position of the first text that each is a copy of, itself where it is none. */
function copiesIn(texts: readonly string[]): number[] {
  const first = new Map<string, number>();
  return texts.map((text, position) => {
    const key = copyKey(text);
    const known = first.get(key);
    if (known === undefined) first.set(key, position);
    return known ?? position;
  });
}

interface Copied {
  /** [texts], as `copiesIn` gives it. */
  firsts: readonly number[];
  /** The part that the first text of its kind went to. */
  dealt: Map<number, PartName>;
}

/**
 * Deals one label's texts as ever, but a copy goes where the first of its kind went, under whatever label that was.
 * Without copies it is the same deal. A text of many copies may fill a part: the last of a label is left to train on,
 * and the last but one is for validation. Returns what is left to train on.
 */
function dealTogether(
  order: readonly number[],
  { testCount, validationCount }: { testCount: number; validationCount: number },
  { firsts, dealt }: Copied,
  into: { test: number[]; validation: number[] },
): number[] {
  const training: number[] = [];
  const ends = { test: into.test.length + testCount, validation: into.validation.length + validationCount };
  let kindsLeft = new Set(order.map((text) => firsts[text]!).filter((kind) => !dealt.has(kind))).size;
  const freePart = (): PartName => {
    if (into.test.length < ends.test && kindsLeft >= 3) return 'test';
    return into.validation.length < ends.validation && kindsLeft >= 2 ? 'validation' : 'training';
  };
  for (const text of order) {
    const kind = firsts[text]!;
    const known = dealt.get(kind);
    const part = known ?? freePart();
    if (known === undefined) {
      dealt.set(kind, part);
      kindsLeft--;
    }
    (part === 'training' ? training : into[part]).push(text);
  }
  return training.reverse();
}
