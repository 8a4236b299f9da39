// Where bytes come from: a File of the page, or a file on disk in Node.

import { messageOf } from '../../../experiment/error-message';
import { ImportStopped } from '../contract/problems';

/** A browser's File is one. `stream` is called more than once. */
export interface TextSource {
  /** Empty for a pasted text. */
  name: string;
  /** In bytes. */
  size: number;
  stream(): ReadableStream<Uint8Array>;
}

/** Messages, a cancel among them, are let in this often. */
const pauseEveryMs = 50;

/**
 * The bytes of a source, chunk by chunk. Throws ImportStopped: `cancelled` as soon as the signal is, also
 * while a read hangs, or `unreadable`.
 */
export async function* readBytes(source: TextSource, signal?: AbortSignal): AsyncGenerator<Uint8Array, void, void> {
  const reader = open(source);
  // A pending read then ends at once.
  const cancel = () => void reader.cancel().catch(() => {});
  signal?.addEventListener('abort', cancel);
  try {
    let pausedAt = performance.now();
    for (;;) {
      const chunk = await reader.read().catch((error: unknown) => {
        throw unreadable(source, error);
      });
      stopIfCancelled(signal);
      if (chunk.done) return;
      if (performance.now() - pausedAt > pauseEveryMs) {
        await new Promise((resolve) => setTimeout(resolve));
        stopIfCancelled(signal);
        pausedAt = performance.now();
      }
      yield chunk.value;
    }
  } finally {
    signal?.removeEventListener('abort', cancel);
    cancel();
  }
}

function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new ImportStopped({ kind: 'cancelled' });
}

function open(source: TextSource): ReadableStreamDefaultReader<Uint8Array> {
  try {
    return source.stream().getReader();
  } catch (error) {
    throw unreadable(source, error);
  }
}

const unreadable = ({ name }: TextSource, error: unknown) =>
  new ImportStopped({ kind: 'unreadable', file: name, detail: messageOf(error) });
