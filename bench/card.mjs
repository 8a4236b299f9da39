// Finds the flags with which Chromium reaches this machine's graphics card: they differ with driver and display.

/**
 * @typedef {Record<'webgl' | 'webgpu', { name: string, isSoftware: boolean } | null>} Adapters
 */

/**
 * The first set of flags with which both WebGPU and WebGL reach a card; else the first with which one of them does.
 * @param {{ name: string, arguments: string[] }[]} sets
 * @param {(set: { name: string, arguments: string[] }) => Promise<Adapters>} findAdapters starts a browser with them
 * @returns {Promise<{ set: { name: string, arguments: string[] }, adapters: Adapters }>}
 * @throws Error where no set reaches a card, with what each gave
 */
export async function findCard(sets, findAdapters) {
  const tried = [];
  for (const set of sets) {
    const adapters = await findAdapters(set).catch((error) => error);
    const reached = adapters instanceof Error ? 0 : cards(adapters);
    if (reached === 2) return { set, adapters };
    tried.push({ set, adapters, reached });
  }
  const best = tried.find(({ reached }) => reached === 1);
  if (best) return best;
  const told = tried.map(({ set, adapters }) => `${set.name}: ${inWords(adapters)}`);
  throw new Error(`no set of flags reaches a graphics card (${told.join('; ')})`);
}

const cards = (adapters) => Object.values(adapters).filter((adapter) => adapter && !adapter.isSoftware).length;

function inWords(adapters) {
  if (adapters instanceof Error) return adapters.message.split('\n')[0];
  return Object.entries(adapters)
    .map(([backend, adapter]) => `${backend} ${adapter ? `on ${adapter.name}` : 'missing'}`)
    .join(', ');
}
