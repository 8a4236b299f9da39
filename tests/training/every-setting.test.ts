// A setting that is read and then forgotten is this field's classic fault: each that trains anew moves the curve.

import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import type { RunSettings, SharedSettings } from '../../src/experiment/experiment';
import { applies, type Facts, type Field, scopeOf } from '../../src/experiment/field';
import { runFields } from '../../src/experiment/run-fields';
import { sharedFields } from '../../src/experiment/shared-fields';
import type { Dataset } from '../../src/text/dataset';
import { trainWhole } from '../../src/training/whole-run';
import { fingerprintOf, reviews, smallRun as run, shortShared, trainAll } from './dataset';

const shared: SharedSettings = { ...shortShared, epochs: 2 };
let dataset: Dataset;

beforeAll(async () => {
  await startBackend('wasm');
  dataset = await reviews(shared);
});

const fingerprint = async (changed: Partial<SharedSettings>, changedRun: Partial<RunSettings> = {}) =>
  fingerprintOf(await trainAll(dataset, { ...shared, ...changed }, { ...run, ...changedRun }));

/** Of the weights that a training keeps. */
async function keptWeights(changed: Partial<SharedSettings>, changedRun: Partial<RunSettings>): Promise<string> {
  const { outcome } = await trainWhole(dataset, { ...shared, ...changed }, { ...run, ...changedRun });
  if (outcome.kind !== 'finished') throw new Error(`the run must finish, got ${outcome.kind}`);
  return JSON.stringify(outcome.weights.map((values) => [...values]));
}

/** These move no curve, but the weights that are left in the end. */
const movesWeightsAlone: readonly (keyof RunSettings)[] = ['restoreBest'];

/** Other values than the one that a setting has: of a choice all. */
function others(field: Field, now: unknown): unknown[] {
  switch (field.kind) {
    case 'choice':
      return field.options.filter((option) => option !== now);
    case 'number':
      if (now === 0) return [Math.min(field.max, Math.max(field.smallest, 0.05))];
      return [now === field.smallest ? field.smallest + 1 : field.smallest];
    case 'text':
      return [field.key === 'fork' ? '1__k2_.05' : 'another'];
  }
}

/** Settings beside which one does something: the defaults, or the first choice of another that makes it. */
function beside<Settings extends object>(
  rows: Record<keyof Settings, Field & Facts<Settings, string>>,
  id: keyof Settings,
  now: Settings,
): Partial<Settings> {
  if (applies(rows[id], now)) return {};
  for (const other of Object.keys(rows) as (keyof Settings)[]) {
    for (const value of others(rows[other], now[other])) {
      if (applies(rows[id], { ...now, [other]: value })) return { [other]: value } as Partial<Settings>;
    }
  }
  throw new Error(`no other setting makes ${String(id)} apply`);
}

type Row<Settings> = Field & Facts<Settings, string>;
const runRows = runFields as Record<keyof RunSettings, Row<RunSettings>>;
const sharedRows = sharedFields as Record<keyof SharedSettings, Row<SharedSettings>>;
const runIds = Object.keys(runRows) as (keyof RunSettings)[];
const sharedIds = (Object.keys(sharedRows) as (keyof SharedSettings)[]).filter(
  (id) => id === 'seed' || ['training', 'backend'].includes(scopeOf(sharedRows[id], shared)),
);

test.each(runIds)('of a run: %s', async (id) => {
  const base = beside(runRows, id, run);
  // A training that overfits has something to stop.
  const all = runRows[id].group === 'stopping' ? { epochs: 12, learningRate: 0.02 } : {};
  const before = await fingerprint(all, base);
  const moves = scopeOf(runRows[id], { ...run, ...base }) === 'training';
  for (const value of others(runRows[id], { ...run, ...base }[id])) {
    const changed = { ...base, [id]: value };
    const after = await fingerprint(all, changed);
    if (movesWeightsAlone.includes(id)) {
      expect(after, `${id} = ${value}`).toBe(before);
      expect(await keptWeights(all, changed), `${id} = ${value}`).not.toBe(await keptWeights(all, base));
    } else expect(after !== before, `${id} = ${value}`).toBe(moves);
  }
});

test.each(sharedIds)('of all runs: %s', async (id) => {
  // A plateau takes some epochs to be one.
  const base = id === 'schedule' ? { epochs: 12, learningRate: 0.02 } : beside(sharedRows, id, shared);
  const before = await fingerprint(base);
  const moves = id !== 'backend';
  for (const value of others(sharedRows[id], { ...shared, ...base }[id])) {
    const after = await fingerprint({ ...base, [id]: value });
    expect(after !== before, `${id} = ${value}`).toBe(moves);
  }
});
