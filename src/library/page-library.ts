// The library of a real page: names its worker.

import { type BrowserOptions, type DataBrowser, openBrowser } from './browse/browse-client';

/** Opens a look through an experiment's texts. The worker starts at the first request. */
export const openPageBrowser = (watchLock: BrowserOptions['watchLock']): DataBrowser =>
  openBrowser({
    spawn: () => new Worker(new URL('./browse/browse-worker.ts', import.meta.url), { type: 'module' }),
    ...(watchLock !== undefined && { watchLock }),
  });
