// Undo and redo.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type History, historyLimit, push, redo, startHistory, undo } from '../../src/experiment/history';

const pushAll = (values: number[], gesture?: string) =>
  values.reduce<History<number>>((history, value) => push(history, value, gesture), startHistory(0));

describe('undo history', () => {
  test('undo goes back step by step, redo forward again', () => {
    const history = pushAll([1, 2, 3]);
    const back = undo(undo(history));
    expect(back.present).toBe(1);
    expect(redo(back).present).toBe(2);
    expect(redo(redo(back))).toEqual(history);
  });

  test('at either end nothing changes', () => {
    const history = startHistory(0);
    expect(undo(history)).toBe(history);
    expect(redo(history)).toBe(history);
  });

  test('a push after an undo forgets what could be redone', () => {
    const history = push(undo(pushAll([1, 2])), 5);
    expect(history).toEqual({ past: [0, 1], present: 5, future: [] });
    expect(redo(history)).toBe(history);
  });

  test('one gesture is one step', () => {
    const history = pushAll([1, 2, 3], 'drag 1');
    expect(history).toMatchObject({ past: [0], present: 3 });
    expect(undo(history).present).toBe(0);
    expect(push(history, 4, 'drag 2').past).toEqual([0, 3]);
    expect(push(history, 4).past).toEqual([0, 3]);
  });

  test('without a gesture, every push is a step', () => {
    expect(pushAll([1, 2], '').past).toEqual([0, 1]);
    expect(pushAll([1, 2]).past).toEqual([0, 1]);
    expect(push(push(pushAll([1], 'drag'), 2), 3, 'drag').past).toEqual([0, 1, 2]);
  });

  test('an undo ends the gesture', () => {
    const history = undo(pushAll([1, 2], 'drag'));
    expect(push(history, 7, 'drag')).toMatchObject({ past: [0], present: 7 });
  });

  test('what is already present makes no step', () => {
    const history = pushAll([1, 2]);
    expect(push(history, 2)).toBe(history);
  });

  test('the oldest steps are forgotten', () => {
    const history = pushAll(Array.from({ length: historyLimit + 50 }, (_, i) => i + 1));
    expect(history.past).toHaveLength(historyLimit);
    expect(history.past[0]).toBe(50);
  });

  test('no step changes an earlier history', () => {
    const history = Object.freeze({ ...pushAll([1, 2]) });
    Object.freeze(history.past);
    undo(push(history, 3));
    expect(history).toEqual({ past: [0, 1], present: 2, future: [] });
  });

  test('any undos are taken back by as many redos', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1 }), { maxLength: 30 }), fc.nat(40), (values, steps) => {
        const history = pushAll(values);
        let moved = history;
        const taken = Math.min(steps, history.past.length);
        for (let i = 0; i < taken; i++) moved = undo(moved);
        for (let i = 0; i < taken; i++) moved = redo(moved);
        expect(moved).toEqual(history);
      }),
    );
  });
});
