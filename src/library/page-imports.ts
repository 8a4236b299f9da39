// The imports of a real page: names their worker.

import { type Imports, type ImportsOptions, openImports } from './imports';

/** The worker starts at the first call. */
export const openPageImports = (watchLock: ImportsOptions['watchLock']): Imports =>
  openImports({
    spawn: () => new Worker(new URL('./import-worker.ts', import.meta.url), { type: 'module' }),
    ...(watchLock !== undefined && { watchLock }),
  });
