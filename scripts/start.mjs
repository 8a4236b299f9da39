// npm start: builds the page and serves it on this machine. PORT names the port to begin the search at.

import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const port = Number(process.env.PORT || 5173);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  throw new Error(`PORT must be a whole number from 0 to 65535, got "${process.env.PORT}"`);
}

console.log('Building…');
await build({ root, logLevel: 'error' });
// Takes the next port where this one is in use.
const server = await preview({ root, logLevel: 'error', preview: { port } });
console.log(`Regularization Playground: ${server.resolvedUrls?.local[0]}\nPress Ctrl+C to end.`);
