// The landmarks of the experiment's text, kept while its runs start anew on the same text.

import { useRef } from 'react';
import type { SharedSettings } from '../../experiment/experiment';
import { textsKey } from '../../experiment/keys';
import { type RunState, trainingsOf } from '../../runs/store';
import { type Landmarks, landmarksOf } from './landmarks';

export function useLandmarks(runs: readonly RunState[], shared: SharedSettings): Landmarks | null {
  const last = useRef<{ key: string; said: string; landmarks: Landmarks | null } | null>(null);
  const key = textsKey(shared);
  const data = trainingsOf(runs).find((training) => training.data)?.data;
  if (data) {
    const landmarks = landmarksOf(data);
    const said = JSON.stringify(landmarks);
    // The same object while it says the same, so that charts are not drawn anew.
    if (last.current?.key !== key || last.current.said !== said) last.current = { key, said, landmarks };
  }
  return last.current?.key === key ? last.current.landmarks : null;
}
