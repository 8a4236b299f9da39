// Dataset + query → one page of examples, each with the runs that got it wrong.

import type { RunId } from '../../experiment/experiment';
import type { Example, ExamplePage, ExampleQuery, RunMistakes } from './browse-protocol';
import { type Browsed, folded, pageOf, pageSize, trueLabelId } from './browsed';
import { type PartName, partNames } from './part-names';

/** Training first, then validation and test, each in the dataset's order. */
export function findExamples(
  browsed: Browsed,
  query: ExampleQuery,
  mistakes: readonly RunMistakes[] = [],
): ExamplePage {
  const { corpus, dataset } = browsed;
  const { label, part: wantedPart, only } = query;
  const search = folded(query.search);
  const labelId = label === null ? -1 : dataset.labels.indexOf(label);
  const found: { part: PartName; position: number }[] = [];
  const wrong = { training: runsWrong(mistakes, 'training'), validation: runsWrong(mistakes, 'validation') };
  const wrongIn = (part: PartName, position: number): readonly RunId[] =>
    part === 'test' ? [] : (wrong[part].get(position) ?? []);

  const isWanted = (part: PartName, position: number): boolean => {
    if (labelId >= 0 && dataset[part].labelIds[position] !== labelId) return false;
    if (only === 'replaced') {
      if (dataset[part].labelIds[position] === trueLabelId(browsed, part, position)) return false;
    } else if (only === 'all') {
      if (mistakes.length === 0 || wrongIn(part, position).length < mistakes.length) return false;
    } else if (only !== null && !wrongIn(part, position).includes(only)) return false;
    return search === '' || folded(corpus.texts[dataset.positions[part][position]!]!).includes(search);
  };

  for (const part of partNames) {
    if (wantedPart !== null && wantedPart !== part) continue;
    const count = dataset.positions[part].length;
    for (let position = 0; position < count; position++) {
      if (isWanted(part, position)) found.push({ part, position });
    }
  }
  const page = pageOf(found.length, query.page);
  const examples = found.slice(page.first, page.first + pageSize).map(({ part, position }): Example => {
    const place = dataset.positions[part][position]!;
    const seen = dataset[part].labelIds[position]!;
    const own = trueLabelId(browsed, part, position);
    return {
      part,
      position,
      text: corpus.texts[place]!,
      label: dataset.labels[seen]!,
      trueLabel: own === seen ? null : dataset.labels[own]!,
      tokens: browsed.tokenCounts[place]!,
      wrongIn: wrongIn(part, position),
    };
  });
  return { ...page, examples };
}

/** Position in a part → the runs that got it wrong, in the runs' order. */
function runsWrong(mistakes: readonly RunMistakes[], part: 'training' | 'validation'): Map<number, RunId[]> {
  const runs = new Map<number, RunId[]>();
  for (const { id, [part]: positions } of mistakes) {
    for (const position of positions) {
      const known = runs.get(position);
      if (known) known.push(id);
      else runs.set(position, [id]);
    }
  }
  return runs;
}
