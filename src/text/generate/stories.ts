// The grammar of "who said not": stories in pairs of the same words, one that agrees and one that refuses.

import type { Draws } from './draws';

/** In code unit order. */
export const answerLabels = ['agrees', 'refuses'] as const;
export type AnswerLabel = (typeof answerLabels)[number];

/** A story without its full stop. */
export interface Story {
  tokens: readonly string[];
  label: AnswerLabel;
}

/** One story of each label. */
export type StoryPair = readonly [Story, Story];

type Answer = 'yes' | 'not';

const speakers = (
  'mira|otto|lena|tomas|nadia|felix|ines|pavel|rosa|jonas|clara|emil|' +
  'the baker|the miller|the teacher|the doctor|the sailor|the farmer|' +
  'the tailor|the painter|the captain|the gardener|the mayor|the nurse'
)
  .split('|')
  .map((speaker) => speaker.split(' '));

const tasks = ['wait', 'stay', 'leave', 'pay', 'sing', 'come', 'help', 'dance', 'travel', 'cook', 'listen', 'read'];

const labelOf = (answer: Answer): AnswerLabel => (answer === 'yes' ? 'agrees' : 'refuses');

/**
 * A pair of twins: the same words in another order, with the other label. So the words alone say nothing.
 *
 * @param gap what stands between the word that decides and what it decides.
 */
export function twinStories(draws: Draws, gap: readonly string[]): StoryPair {
  const kind = draws.below(5);
  if (kind < 2) return overturnedTwins(draws, gap);
  return kind < 4 ? negatedTwins(draws, gap) : spokenLastTwins(draws, gap);
}

/** A pair in which the words alone give the label away: nobody contradicts, nothing is negated. */
export function plainStories(draws: Draws, gap: readonly string[]): StoryPair {
  if (draws.coin()) {
    const [speaker, companion] = cast(draws, 2);
    const end = ['to', draws.pick(tasks), 'with', ...companion!];
    return [
      { tokens: [...speaker!, 'did', ...gap, 'agree', ...end], label: 'agrees' },
      { tokens: [...speaker!, 'did', ...gap, 'refuse', ...end], label: 'refuses' },
    ];
  }
  const speaking = cast(draws, 2 + draws.below(2));
  const all = (answer: Answer) =>
    spokenLast(
      speaking,
      speaking.map(() => answer),
      gap,
    );
  return [all('yes'), all('not')];
}

/**
 * `mira said yes GAP , until the baker said not`: what was said last in time holds. A clause after `until`,
 * `before` or `but` is the later one, a clause after `after` the earlier one, wherever it stands:
 * `until mira said yes GAP , the baker said not` agrees.
 */
function overturnedTwins(draws: Draws, gap: readonly string[]): StoryPair {
  const [first, second] = cast(draws, 2);
  const connective = draws.pick(['until', 'before', 'after', 'but']);
  const tell = (opens: boolean, answers: readonly [Answer, Answer]): Story => {
    const clause = [...first!, 'said', answers[0], ...gap];
    const otherClause = [...second!, 'said', answers[1]];
    const introduced = opens ? 0 : 1;
    return {
      tokens: opens ? [connective, ...clause, ',', ...otherClause] : [...clause, ',', connective, ...otherClause],
      label: labelOf(answers[connective === 'after' ? 1 - introduced : introduced]!),
    };
  };
  const answers = draws.coin() ? (['yes', 'not'] as const) : (['not', 'yes'] as const);
  const canOpen = connective !== 'but';
  const opens = canOpen && draws.coin();
  const twin = canOpen && draws.coin() ? tell(!opens, answers) : tell(opens, [answers[1], answers[0]]);
  return [tell(opens, answers), twin];
}

/** `mira did not GAP agree to wait` refuses, `mira did GAP agree not to wait` agrees; so with `refuse`. */
function negatedTwins(draws: Draws, gap: readonly string[]): StoryPair {
  const [speaker, companion] = cast(draws, 2);
  const verb = draws.pick(['agree', 'refuse']);
  const end = ['to', draws.pick(tasks), 'with', ...companion!];
  return [
    {
      tokens: [...speaker!, 'did', 'not', ...gap, verb, ...end],
      label: verb === 'agree' ? 'refuses' : 'agrees',
    },
    {
      tokens: [...speaker!, 'did', ...gap, verb, 'not', ...end],
      label: verb === 'agree' ? 'agrees' : 'refuses',
    },
  ];
}

/** Two or three speak and disagree; the last one's answer holds. */
function spokenLastTwins(draws: Draws, gap: readonly string[]): StoryPair {
  const speaking = cast(draws, 2 + draws.below(2));
  const answers: Answer[] = ['yes', 'not'];
  // With three, one answer is given twice, and the two that do not count stand in either order.
  const repeated: Answer[] = speaking.length === 3 ? [draws.pick(answers)] : [];
  const swapped = draws.coin();
  const endingIn = (last: Answer): Story => {
    const others = [...repeated, ...answers.filter((answer) => answer !== last)];
    return spokenLast(speaking, [...(swapped ? others.reverse() : others), last], gap);
  };
  return [endingIn('yes'), endingIn('not')];
}

/** `mira said not , otto said yes , then the baker GAP said not`. */
function spokenLast(
  speaking: readonly (readonly string[])[],
  answers: readonly Answer[],
  gap: readonly string[],
): Story {
  const end = speaking.length - 1;
  const before = speaking.slice(0, end).flatMap((speaker, i) => [...speaker, 'said', answers[i]!, ',']);
  return {
    tokens: [...before, 'then', ...speaking[end]!, ...gap, 'said', answers[end]!],
    label: labelOf(answers[end]!),
  };
}

/** Different speakers. */
function cast(draws: Draws, count: number): (readonly string[])[] {
  const remaining = [...speakers];
  return Array.from({ length: count }, () => remaining.splice(draws.below(remaining.length), 1)[0]!);
}
