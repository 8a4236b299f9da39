// A sweep as CSV: every point, with what it was measured at.

import { expect, test } from 'vitest';
import { sweepCsv } from '../../src/exports/sweep-csv';
import { rowsOf } from '../../src/runs/swept-points';
import { sweptPoint, sweptTraining } from '../runs/swept';

test('a row a point: settings, seeds and epochs, means and standard deviations; nothing where there is nothing', () => {
  const points = [
    sweptPoint(0, [0, 0.5], [0.25, 0.75]),
    sweptPoint(1, [1e-7, 0.5], [], { trainings: [sweptTraining(1, [], { status: 'idle' })] }),
  ];
  const axes = [
    { setting: 'kernelL2', values: [0, 1e-7] },
    { setting: 'outputDropout', values: [0.5] },
  ] as const;
  const [header, first, second, end] = sweepCsv(axes, rowsOf({ points, rungs: [1] }, 'best')).split('\r\n');
  expect(header).toBe(
    'point,kernelL2,outputDropout,status,left_behind_after_epoch,seeds,seeds_measured,seeds_diverged,epochs_spent,epoch,' +
      'validation_loss,validation_loss_sd,validation_accuracy,validation_accuracy_sd,' +
      'train_loss,train_loss_sd,train_accuracy,train_accuracy_sd',
  );
  expect(first).toBe(`1,0,0.5,finished,,2,2,0,2,1,0.5,${Math.sqrt(0.125)},0.5,0,0.25,${Math.sqrt(0.03125)},0.9,0`);
  expect(second).toBe('2,1e-7,0.5,idle,,1,0,0,0,,,,,,,,,');
  expect(end).toBe('');
});
