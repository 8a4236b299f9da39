// What is read from a file of labelled lines.

import { expect, test } from 'vitest';
import { parseLabelledLines } from '../../src/text/labelled-lines';

test('labels are sorted, texts keep their order', () => {
  expect(parseLabelledLines('spam\tWin now\nham\tSee you at six\nspam\tFree!\n')).toEqual({
    labels: ['ham', 'spam'],
    texts: ['Win now', 'See you at six', 'Free!'],
    labelIds: Uint8Array.of(1, 0, 1),
    hasHeader: false,
    rejected: [],
  });
});

test.each(['label\ttext', 'Label\tSMS', 'SENTIMENT\tReview Text', 'class\tmessage', 'v1\tv2', '"class_label"\t"text"'])(
  'the header %j is no text',
  (header) => {
    const { hasHeader, texts } = parseLabelledLines(`${header}\nham\tSee you\nspam\tWin`);
    expect(hasHeader).toBe(true);
    expect(texts).toEqual(['See you', 'Win']);
  },
);

test.each([
  ['its label occurs again', 'text\tmessage\nham\tSee you\ntext\tWin'],
  ['its text is a sentence', 'label\tThis text is good\nham\tSee you\nspam\tWin'],
  ['its label is not a column name', 'eggs\ttext\nham\tSee you\nspam\tWin'],
])('a first line is a text when %s', (_, file) => {
  const { hasHeader, texts } = parseLabelledLines(file);
  expect(hasHeader).toBe(false);
  expect(texts).toHaveLength(3);
});

test('a byte order mark, Windows line ends, spaces and empty lines are accepted', () => {
  const { labels, texts, rejected } = parseLabelledLines('\ufefflabel\ttext\r\n\r\n ham \t See you \r\nspam\tWin\r\n');
  expect({ labels, texts, rejected }).toEqual({ labels: ['ham', 'spam'], texts: ['See you', 'Win'], rejected: [] });
});

test('a second tab belongs to the text', () => {
  expect(parseLabelledLines('ham\tSee\tyou\nspam\tWin').texts[0]).toBe('See\tyou');
});

test('lines that cannot be read are named by row and reason, the others are used', () => {
  const { texts, rejected } = parseLabelledLines(
    'label\ttext\nham\tSee you\nno tab here\n\n\tno label\nspam\t\nspam\tWin',
  );
  expect(texts).toEqual(['See you', 'Win']);
  expect(rejected).toEqual([
    { row: 3, reason: 'noTab' },
    { row: 5, reason: 'noLabel' },
    { row: 6, reason: 'noText' },
  ]);
});

test('a label composed and decomposed is one label', () => {
  expect(parseLabelledLines('caf\u00e9\ta\ncafe\u0301\tb\ntea\tc').labels).toEqual(['caf\u00e9', 'tea']);
});

test('two to twenty labels are needed', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, label) => `label ${label}\ttext`).join('\n');
  expect(parseLabelledLines(lines(20)).labels).toHaveLength(20);
  expect(() => parseLabelledLines(lines(21))).toThrow('from 2 to 20 different labels, got 21.');
  expect(() => parseLabelledLines(lines(1))).toThrow('from 2 to 20 different labels, got 1.');
  expect(() => parseLabelledLines('')).toThrow('got 0.');
});

test('a file without tabs is told so', () => {
  expect(() => parseLabelledLines('\nham,See you\nspam,Win')).toThrow(
    'got 0. Lines not understood: 2; the first, line 2, has no tab between label and text.',
  );
});
