// A worker's first message, and the Web Lock that tells of its death.

/** The worker is alive and holds the named Web Lock until it dies (absent where locks are not to be had). */
export interface Alive {
  type: 'alive';
  lock?: string;
}

/**
 * Says that the worker is there. A Web Lock that it holds for life tells the page of its death even when it
 * dies without an event.
 */
export function announce(name: string, send: (message: Alive) => void): void {
  try {
    const lock = `${name}-${crypto.randomUUID()}`;
    navigator.locks
      .request(lock, () => {
        send({ type: 'alive', lock });
        return new Promise<never>(() => {});
      })
      .catch(() => send({ type: 'alive' }));
  } catch {
    // Neither is there on a page that is not secure, nor locks in an opaque origin.
    send({ type: 'alive' });
  }
}
