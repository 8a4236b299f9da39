// The view survives a reload: what is kept of it for as long as the tab is open.

import { runIds } from '../experiment/experiment';
import { bandKinds } from '../runs/series';
import { sweptMetrics, sweptMoments } from '../runs/swept-look';
import { arrangements, mostSmoothing, type SweepLook, sweepShown, type View, type ViewStore } from './view';

const storageKey = 'regularization-playground.view';

/** `storage` may be missing or throw, as in private windows; what it holds may be anything. */
export function keptView(storage: () => Storage): Partial<View> {
  try {
    return viewFrom(JSON.parse(storage().getItem(storageKey) ?? '{}'));
  } catch {
    return {};
  }
}

/** Keeps every change from now on. */
export function keepView(view: ViewStore, storage: () => Storage): void {
  view.subscribe((state, before) => {
    if (kept(state) === kept(before)) return;
    try {
      storage().setItem(storageKey, kept(state));
    } catch {
      // Nothing is lost but the memory of it.
    }
  });
}

const kept = (view: View) => {
  const { arrangement, smoothing, logY, fromZero, withPenalty, band, singles, beyond, sweepLook, hidden, solo } = view;
  return JSON.stringify({
    ...{ arrangement, smoothing, logY, fromZero, withPenalty, band, singles, beyond },
    ...{ sweepLook, hidden, solo },
  });
};

/** Each part that is what it should be. */
function viewFrom(value: unknown): Partial<View> {
  if (typeof value !== 'object' || value === null) return {};
  const { arrangement, smoothing, logY, fromZero, withPenalty, band, singles, beyond, sweepLook, hidden, solo } =
    value as Record<string, unknown>;
  const known = arrangements.find((option) => option === arrangement);
  const knownBand = bandKinds.find((kind) => kind === band);
  const alone = runIds.find((id) => id === solo);
  return {
    ...(known && { arrangement: known }),
    ...(typeof smoothing === 'number' && smoothing >= 0 && smoothing <= mostSmoothing && { smoothing }),
    ...(typeof logY === 'boolean' && { logY }),
    ...(typeof fromZero === 'boolean' && { fromZero }),
    ...(typeof withPenalty === 'boolean' && { withPenalty }),
    ...(knownBand && { band: knownBand }),
    ...(typeof singles === 'boolean' && { singles }),
    ...(typeof beyond === 'boolean' && { beyond }),
    ...lookFrom(sweepLook),
    ...(Array.isArray(hidden) && { hidden: runIds.filter((id) => hidden.includes(id)) }),
    ...(alone && { solo: alone }),
  };
}

/** All of it or none. */
function lookFrom(value: unknown): { sweepLook?: SweepLook } {
  if (typeof value !== 'object' || value === null) return {};
  const { shown, metric, moment } = value as Record<string, unknown>;
  const look = {
    shown: sweepShown.find((each) => each === shown),
    metric: sweptMetrics.find((each) => each === metric),
    moment: sweptMoments.find((each) => each === moment),
  };
  return look.shown && look.metric && look.moment ? { sweepLook: look as SweepLook } : {};
}
