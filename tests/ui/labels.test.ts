// Many labels stand together; what is searched stands alone.

import { expect, test } from 'vitest';
import { breakable, groupLabels } from '../../src/ui/labels';

const labels = (count: number) => Array.from({ length: count }, (_, id) => `topic ${id}`);
const closed = { search: '', isOpen: false };

test('up to twenty have a line each', () => {
  expect(groupLabels(labels(20), new Array(20).fill(1), closed)).toEqual({ shown: [...labels(20).keys()], others: [] });
});

test('of more the most frequent have one, in their own order, and none is lost', () => {
  const counts = Array.from({ length: 150 }, (_, id) => (id % 10 === 0 ? 9 : 1));
  const { shown, others } = groupLabels(labels(150), counts, closed);
  expect(shown).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110]);
  expect(new Set([...shown, ...others]).size).toBe(150);
  expect(groupLabels(labels(150), counts, { search: '', isOpen: true }).shown).toHaveLength(150);
});

test('a search finds all that hold it, in whatever case', () => {
  expect(groupLabels(labels(150), new Array(150).fill(1), { search: ' TOPIC 14', isOpen: false }).shown).toEqual([
    14, 140, 141, 142, 143, 144, 145, 146, 147, 148, 149,
  ]);
});

test('a label is broken where its words are joined', () => {
  expect(breakable('card_not_working')).toEqual(['card_', 'not_', 'working']);
  expect(breakable('HUM:ind')).toEqual(['HUM:', 'ind']);
  expect(breakable('_')).toEqual(['_']);
  expect(breakable('good')).toEqual(['good']);
});
