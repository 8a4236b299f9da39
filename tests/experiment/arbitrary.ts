// Arbitrary valid experiments, built from the rows of settings, so that a new setting is tested from its first day.

import fc from 'fast-check';
import {
  type Experiment,
  maxRuns,
  type RunSettings,
  runIdsOf,
  type SharedSettings,
  type Sweep,
  type SweepAxis,
  type SweepSetting,
} from '../../src/experiment/experiment';
import { applies, type Field } from '../../src/experiment/field';
import { changeableSettings, forkAt, patchRun } from '../../src/experiment/fork';
import { type RunFieldId, runFields } from '../../src/experiment/run-fields';
import { defaultShared, sharedFields } from '../../src/experiment/shared-fields';
import { mostAxes, sweepField, sweepSettings } from '../../src/experiment/sweep';

function fieldValue(field: Field): fc.Arbitrary<number | string> {
  switch (field.kind) {
    case 'number': {
      const { min, max } = field;
      const any = field.integer
        ? fc.integer({ min, max })
        : fc.double({ min, max, noNaN: true }).map((value) => (value === 0 ? 0 : value));
      return fc.oneof(fc.constantFrom(field.default, min, max, field.smallest), any);
    }
    case 'choice':
      return fc.constantFrom(...field.options);
    case 'text':
      return fc.oneof(
        fc.string({ unit: 'binary', maxLength: field.maxLength }),
        fc.string({ unit: fc.constantFrom(...',&#_=%+ .!)/?2Cu'), maxLength: field.maxLength }),
      );
    default:
      return field satisfies never;
  }
}

const record = (fields: Record<string, Field>) =>
  fc.record(Object.fromEntries(Object.entries(fields).map(([id, field]) => [id, fieldValue(field)])));

/** A link leaves out what does nothing beside a run's other settings; the rows come after those they depend on. */
function withoutIdle(given: RunSettings): RunSettings {
  const run = { ...given };
  for (const id of Object.keys(runFields) as RunFieldId[]) {
    if (!applies<RunSettings>(runFields[id], run)) Object.assign(run, { [id]: runFields[id].default });
  }
  return run;
}

const unforked = (record({ ...runFields, fork: { ...runFields.fork, maxLength: 0 } }) as fc.Arbitrary<unknown>).map(
  (run) => withoutIdle(run as RunSettings),
);

const pick = (run: RunSettings, ids: readonly RunFieldId[]): Partial<RunSettings> =>
  Object.fromEntries(ids.map((id) => [id, run[id]]));

/** What a run that was forked twice says of it. */
const anyFork = fc
  .record({
    phases: fc.tuple(unforked, unforked, unforked),
    changed: fc.subarray(changeableSettings, { maxLength: 5 }),
    epochs: fc.tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 200 })),
  })
  .map(({ phases: [first, second, third], changed, epochs: [early, more] }) => {
    const once = patchRun(forkAt(first, early), pick(second, changed));
    return patchRun(forkAt(once, early + more), pick(third, changed)).fork;
  });

const anyRun: fc.Arbitrary<RunSettings> = fc.oneof(
  unforked,
  fc.record({ run: unforked, fork: anyFork }).map(({ run, fork }) => ({ ...run, fork })),
);

const anyAxis = (setting: SweepSetting, constraints: fc.ArrayConstraints): fc.Arbitrary<SweepAxis> =>
  fc.record({
    setting: fc.constant(setting),
    values: fc.uniqueArray(fieldValue(sweepField(setting)) as fc.Arbitrary<number>, constraints),
  });

const anyAxes = (most: number, constraints: fc.ArrayConstraints) =>
  fc
    .uniqueArray(fc.constantFrom(...sweepSettings), { minLength: 1, maxLength: most })
    .chain((settings) => fc.tuple(...settings.map((setting) => anyAxis(setting, constraints))));

const anySweep: fc.Arbitrary<Omit<Sweep, 'run'>> = fc.boolean().chain((isSearch) =>
  fc.record({
    axes: isSearch
      ? anyAxes(mostAxes.random, { minLength: 2, maxLength: 2 }).map((axes) =>
          axes.map(({ setting, values }) => ({ setting, values: values.toSorted((a, b) => a - b) })),
        )
      : anyAxes(mostAxes.grid, { minLength: 1, maxLength: 20 }),
    trials: isSearch ? fc.integer({ min: 1, max: 1000 }) : fc.constant(0),
    sweepSeed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    halving: fc.constantFrom(0, 2, 3, 4),
  }),
);

export const anyExperiment: fc.Arbitrary<Experiment> = fc
  .record({
    shared: fc.oneof(record(sharedFields) as unknown as fc.Arbitrary<SharedSettings>, fc.constant(defaultShared)),
    runs: fc.array(anyRun, { minLength: 1, maxLength: maxRuns }),
    sweep: fc.option(anySweep),
    swept: fc.nat({ max: maxRuns - 1 }),
  })
  .map(({ shared, runs, sweep, swept }) => {
    const ids = runIdsOf(runs);
    return { shared, runs, ...(sweep && { sweep: { ...sweep, run: ids[swept % ids.length]! } }) };
  });
