// The session of a real page: its address, its processors, its training workers.

import { openLink } from '../experiment/link';
import { windowAddress } from './address';
import { createCalibration } from './calibration';
import { keepResults } from './kept-results';
import { createSatchel } from './satchel';
import { createSession, type Session } from './session';

/** Of the sources that this page was built of (`scripts/engine-version.mjs`); null where they change under it. */
declare const __ENGINE_VERSION__: string | null;

/**
 * Opens a session on the page's address. The experiment of a first visit starts by itself, but never inside
 * a frame, and never one that came with the link. In a frame nothing is measured either, unless asked for.
 */
export function openPageSession(): Session {
  const initial = openLink(window.location.hash);
  const inFrame = window.self !== window.top;
  const spawn = () => new Worker(new URL('../training/worker.ts', import.meta.url), { type: 'module' });
  const calibration = createCalibration({ spawn, storage: () => window.localStorage });
  const holdInBackground = () => calibration.hold('background', inFrame || document.visibilityState === 'hidden');
  holdInBackground();
  document.addEventListener('visibilitychange', holdInBackground);
  const engine = __ENGINE_VERSION__;
  const kept = engine === null ? null : keepResults({ engine, satchel: createSatchel(engine, () => sessionStorage) });
  window.addEventListener('pagehide', () => kept?.pack());
  const session = createSession({
    initial,
    spawn,
    cores: navigator.hardwareConcurrency || 1,
    address: windowAddress(),
    calibration,
    engine,
    kept,
  });
  if (!initial.hasExperiment && !inFrame) session.train();
  return session;
}
