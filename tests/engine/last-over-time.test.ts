// The op that takes the last state of each direction out of all of them. The backward direction's last word is the
// first token.

import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import { lastOverTime } from '../../src/engine/ops/last-over-time';
import { planSequence } from '../../src/engine/ops/sequence';
import { exactBackends } from '../../src/experiment/experiment';
import { gradientsOf } from './numbers';

const lengths = [2, 0, 3];
const [time, width, forwardWidth] = [3, 3, 2];
/** Text i has at token t the numbers 100 i + 10 t + unit. */
const states = () =>
  tf.tensor3d(
    lengths.flatMap((_, i) =>
      Array.from({ length: time * width }, (__, at) => 100 * i + 10 * Math.floor(at / width) + (at % width)),
    ),
    [lengths.length, time, width],
  );

test.each(exactBackends)(
  'on %s the forward half is of the last token, the backward half of the first',
  async (backend) => {
    expect(await startBackend(backend)).toEqual({ backend });
    tf.tidy(() => {
      const last = (x: tf.Tensor) => lastOverTime(x as tf.Tensor3D, planSequence(lengths, time), forwardWidth);
      expect([...last(states()).dataSync()]).toEqual([10, 11, 2, 0, 0, 0, 220, 221, 202]);
      const [slope] = gradientsOf(last, [states()], tf.ones([lengths.length, width]));
      const at = (text: number, token: number, unit: number) => (text * time + token) * width + unit;
      const taken = [at(0, 1, 0), at(0, 1, 1), at(0, 0, 2), at(2, 2, 0), at(2, 2, 1), at(2, 0, 2)];
      expect([...slope!.dataSync()].flatMap((value, place) => (value === 0 ? [] : [[place, value]]))).toEqual(
        taken.toSorted((a, b) => a - b).map((place) => [place, 1]),
      );
    });
  },
);
