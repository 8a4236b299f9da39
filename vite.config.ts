// How the page is built: relative addresses, so that it works from any folder of any server.

import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { engineVersion } from './scripts/engine-version.mjs';
import { licenses } from './scripts/licenses.mjs';

export default defineConfig(({ command }) => ({
  base: './',
  // Under a development server sources change while the page is open: nothing is kept there.
  define: { __ENGINE_VERSION__: command === 'build' ? JSON.stringify(engineVersion()) : 'null' },
  resolve: {
    alias: [
      {
        find: /^(d3-time|d3-time-format|d3-color|decimal\.js-light)$/,
        replacement: fileURLToPath(new URL('scripts/recharts-left-out.mjs', import.meta.url)),
      },
    ],
  },
  plugins: [react(), licenses()],
  build: { target: 'es2022', assetsInlineLimit: 0 },
  // Without the licence comments of its dependencies, or the worker carries 850 kB of them.
  worker: { format: 'es', rolldownOptions: { output: { comments: { legal: false } } } },
}));
