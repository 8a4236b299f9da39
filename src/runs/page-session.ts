// The session of a real page: its address, its processors, its training workers.

import { openLink } from '../experiment/link';
import { windowAddress } from './address';
import { createSession, type Session } from './session';

/**
 * Opens a session on the page's address. The experiment of a first visit starts by itself, but never inside
 * a frame, and never one that came with the link.
 */
export function openPageSession(): Session {
  const initial = openLink(window.location.hash);
  const session = createSession({
    initial,
    spawn: () => new Worker(new URL('../training/worker.ts', import.meta.url), { type: 'module' }),
    cores: navigator.hardwareConcurrency || 1,
    address: windowAddress(),
  });
  if (!initial.hasExperiment && window.self === window.top) session.train();
  return session;
}
