// The imports of a real page: names their worker.

import { webLockWatch } from '../workers/watch-lock';
import { type Imports, openImports } from './imports';

/** The worker starts at the first call. */
export const openPageImports = (): Imports =>
  openImports({
    spawn: () => new Worker(new URL('./import-worker.ts', import.meta.url), { type: 'module' }),
    watchLock: webLockWatch(),
  });
