// Gives the event loop a turn, without the clamping of setTimeout and without frames (which hidden tabs stop).

/** Resolves in a task of its own, after messages that have already arrived. */
export function nextTask(): Promise<void> {
  // Node has setImmediate, and its MessageChannel would keep the process alive.
  if (typeof setImmediate === 'function') return new Promise((resolve) => setImmediate(resolve));
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
