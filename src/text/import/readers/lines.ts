// Cuts a stream of text into lines.

import { maxLineLength } from '../contract/limits';

export interface LineSplitter {
  push(text: string): void;
  end(): void;
}

/** Gives each line without its end (`\r\n`, `\n` or `\r`), or null for one of more than `maxLineLength`. */
export function createLineSplitter(take: (line: string | null) => void): LineSplitter {
  let pending = '';
  let tooLong = false;
  /** The last push ended with `\r`, to which a `\n` may still belong. */
  let afterReturn = false;

  function finishLine(rest: string): void {
    const isTooLong = tooLong || pending.length + rest.length > maxLineLength;
    const line = isTooLong ? null : pending + rest;
    pending = '';
    tooLong = false;
    take(line);
  }

  return {
    push(text) {
      if (text === '') return;
      let start = afterReturn && text.startsWith('\n') ? 1 : 0;
      const lineEnd = /\r\n?|\n/g;
      lineEnd.lastIndex = start;
      for (let match = lineEnd.exec(text); match; match = lineEnd.exec(text)) {
        const end = match.index;
        finishLine(text.slice(start, end));
        start = lineEnd.lastIndex;
      }
      afterReturn = text.endsWith('\r');
      if (tooLong) return;
      pending += text.slice(start);
      if (pending.length > maxLineLength) {
        pending = '';
        tooLong = true;
      }
    },
    end() {
      if (pending !== '' || tooLong) finishLine('');
    },
  };
}
