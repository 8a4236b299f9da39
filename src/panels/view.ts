// How the curves are looked at: arrangement, smoothing, what is hidden or under the crosshair. No part of a link.

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunId } from '../experiment/experiment';
import type { BandKind } from '../runs/series';
import type { SweptMetric, SweptMoment } from '../runs/swept-look';

export const arrangements = ['sideBySide', 'overlaid', 'difference', 'table'] as const;
export type Arrangement = (typeof arrangements)[number];

/** An epoch under the crosshair, and where on the screen the readout belongs. */
export interface Hover {
  epoch: number;
  /** In pixels of the window. */
  x: number;
  y: number;
}

/** What the main area shows. */
export type Area = 'curves' | 'data' | 'sweep';

export const sweepShown = ['chart', 'table'] as const;

/** How a sweep is looked at. */
export interface SweepLook {
  shown: (typeof sweepShown)[number];
  metric: SweptMetric;
  moment: SweptMoment;
}

export interface View {
  area: Area;
  arrangement: Arrangement;
  /** Weight of the past in the moving average, 0 (none) to 0.99. */
  smoothing: number;
  logY: boolean;
  fromZero: boolean;
  /** Whether the train line of the loss includes the penalty. */
  withPenalty: boolean;
  /** What the band about the mean of several seeds is. */
  band: BandKind;
  /** Whether each seed's own lines are drawn too. */
  singles: boolean;
  /** Whether what early stopping ended is trained on, apart, to see what it saved. */
  beyond: boolean;
  sweepLook: SweepLook;
  hidden: readonly RunId[];
  solo: RunId | null;
  hover: Hover | null;
  /** Whether the list of keys is open. */
  keysShown: boolean;
  /** The run that is looked at on the test texts. */
  testing: RunId | null;
  /** What settings are searched for; empty shows those in use. */
  find: string;
}

export type ViewStore = StoreApi<View>;

/** The largest smoothing on offer: at 1 a curve would be its first value for ever. */
export const mostSmoothing = 0.99;

const fresh: View = {
  area: 'curves',
  arrangement: 'sideBySide',
  smoothing: 0,
  logY: false,
  fromZero: true,
  withPenalty: false,
  band: 'deviation',
  singles: false,
  beyond: false,
  sweepLook: { shown: 'chart', metric: 'loss', moment: 'best' },
  hidden: [],
  solo: null,
  hover: null,
  keysShown: false,
  testing: null,
  find: '',
};

/** A view as it was left in this tab, `left` being what `kept` made of it; fresh where that is nothing. */
export const createView = (left: Partial<View> = {}): ViewStore => createStore<View>(() => ({ ...fresh, ...left }));

export function isVisible({ hidden, solo }: Pick<View, 'hidden' | 'solo'>, id: RunId): boolean {
  return solo === null ? !hidden.includes(id) : solo === id;
}

/** Curves that are no longer there have no crosshair. */
export const toggleArea = ({ area }: Pick<View, 'area'>, other: Exclude<Area, 'curves'>): Partial<View> => ({
  area: area === other ? 'curves' : other,
  hover: null,
});

/** Hides or shows a run. During a solo it ends the solo, and shows what was asked for. */
export function toggleRun(view: View, id: RunId): Partial<View> {
  if (view.solo !== null && view.solo !== id)
    return { solo: null, hidden: view.hidden.filter((other) => other !== id) };
  if (view.solo === id) return { solo: null };
  return { hidden: view.hidden.includes(id) ? view.hidden.filter((other) => other !== id) : [...view.hidden, id] };
}

/** What was hidden stays hidden, and the letter of a removed run is shown when it comes back. */
export const withoutRun = ({ hidden, solo }: Pick<View, 'hidden' | 'solo'>, removed: RunId): Partial<View> => ({
  hidden: hidden.filter((id) => id !== removed),
  solo: solo === removed ? null : solo,
});
