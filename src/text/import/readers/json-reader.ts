// Reads a JSON file item by item, so that no more than one item is in memory.

import { maxLineLength } from '../contract/limits';
import type { RejectReason } from '../contract/problems';
import { jsonRow, type RowReader, type TakeRow } from '../contract/rows';

/** The characters that can change what the reader does. */
const structural = new Set('"[]{},');

/**
 * Rows of a list of objects or of lists, `[{…}, …]`, or of an object of lists, `{"pos": ["text", …], …}`,
 * whose rows are objects of `label` and `text`. An item that is no JSON costs one row, unless its structural or
 * quotes leave open where it ends.
 */
export function createJsonReader(take: TakeRow): RowReader {
  let row = 0;
  let root: '[' | '{' | null = null;
  let isDone = false;
  let depth = 0;
  let inString = false;
  let escaped = false;
  /** Of the list whose items are rows; 0 outside of it. */
  let itemDepth = 0;
  /** Of that list, in an object of lists. Null where it is no JSON string. */
  let key: string | null = null;
  /** What came before the current chunk, since the last separator. */
  let held = '';
  let isTooLong = false;

  const reject = (reason: RejectReason) => take({ row: ++row, reason });

  /** Everything since the last separator; null where it is too long. */
  function segment(rest: string): string | null {
    const whole = isTooLong || held.length + rest.length > maxLineLength ? null : (held + rest).trim();
    held = '';
    isTooLong = false;
    return whole;
  }

  function takeItem(item: string | null): void {
    if (item === '') return;
    if (item === null) reject('lineTooLong');
    else if (root === '[') take(jsonRow(++row, item));
    else takeKeyed(item);
  }

  function takeKeyed(item: string): void {
    if (key === null) reject('invalidJson');
    else if (item.startsWith('"')) take(jsonRow(++row, `{"label":${JSON.stringify(key)},"text":${item}}`));
    else take(jsonRow(++row, item));
  }

  /** A member of the root object that holds no list, or what follows a list. */
  function takeMember(member: string | null): void {
    if (member !== '') reject(member === null ? 'lineTooLong' : 'notARow');
  }

  /** Whether a separator of rows stands here; `before` gives what stands before it in this chunk. */
  function readCharacter(character: string, before: () => string): boolean {
    switch (character) {
      case '"':
        inString = true;
        return false;
      case '[':
      case '{':
        depth++;
        if (depth === 1) {
          root = character;
          itemDepth = character === '[' ? 1 : 0;
          if (segment(before())) reject('invalidJson');
          return true;
        }
        if (root === '{' && depth === 2 && itemDepth === 0 && character === '[') {
          itemDepth = 2;
          key = keyOf(segment(before()));
          return true;
        }
        return false;
      case ']':
      case '}':
        return readClosing(character, before);
      case ',':
        if (depth !== 0 && depth === itemDepth) {
          takeItem(segment(before()));
          return true;
        }
        if (depth === 1) {
          takeMember(segment(before()));
          return true;
        }
        return false;
      default:
        return false;
    }
  }

  function readClosing(character: string, before: () => string): boolean {
    if (depth === itemDepth && depth > 0) {
      // The other bracket belongs to a damaged item.
      if (character !== ']') return false;
      takeItem(segment(before()));
      itemDepth = 0;
    } else if (depth === 1 && character === '}') takeMember(segment(before()));
    else {
      if (depth > 1) depth--;
      return false;
    }
    depth--;
    isDone = depth === 0;
    return true;
  }

  return {
    push(text) {
      let start = 0;
      for (let i = 0; i < text.length && !isDone; i++) {
        const character = text[i]!;
        if (inString) {
          if (escaped) escaped = false;
          else if (character === '\\') escaped = true;
          else if (character === '"') inString = false;
        } else if (structural.has(character) && readCharacter(character, () => text.slice(start, i))) start = i + 1;
      }
      if (!isTooLong) held += text.slice(start);
      if (held.length > maxLineLength) {
        held = '';
        isTooLong = true;
      }
    },
    end() {
      const rest = segment('');
      if (isDone) {
        if (rest !== '') reject('invalidJson');
      } else if (root !== null || rest !== '') reject(root === null ? 'invalidJson' : 'unfinishedJson');
    },
  };
}

function keyOf(member: string | null): string | null {
  const quoted = member?.match(/^("[\s\S]*")\s*:$/)?.[1];
  if (quoted === undefined) return null;
  try {
    const key: unknown = JSON.parse(quoted);
    return typeof key === 'string' ? key : null;
  } catch {
    return null;
  }
}
