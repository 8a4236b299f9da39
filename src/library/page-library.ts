// The library of a real page: names its worker.

import { webLockWatch } from '../workers/watch-lock';
import { type DataBrowser, openBrowser } from './browse/browse-client';

/** Opens a look through an experiment's texts. The worker starts at the first request. */
export const openPageBrowser = (): DataBrowser =>
  openBrowser({
    spawn: () => new Worker(new URL('./browse/browse-worker.ts', import.meta.url), { type: 'module' }),
    watchLock: webLockWatch(),
  });
