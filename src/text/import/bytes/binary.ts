// Tells files that hold no text.

import type { BinaryFormat } from '../contract/problems';
import type { Encoding } from './encoding';
import type { Survey } from './survey';

/** First bytes, in Latin-1. A zip is most likely a workbook or a document: that is what people drop. */
const signatures: readonly (readonly [string, BinaryFormat])[] = [
  ['PK\x03\x04', 'office'],
  ['\xd0\xcf\x11\xe0', 'office'],
  ['%PDF-', 'pdf'],
  ['\x1f\x8b', 'archive'],
  ['7z\xbc\xaf\x27\x1c', 'archive'],
  ['Rar!\x1a', 'archive'],
  ['\x89PNG', 'image'],
  ['\xff\xd8\xff', 'image'],
  ['GIF8', 'image'],
];

/** What the file is; null for a text, which may have a few NULs in it. */
export function binaryFormat(survey: Survey, encoding: Encoding): { format: BinaryFormat | null } | null {
  const start = String.fromCharCode(...survey.sample.subarray(0, 8));
  const format = signatures.find(([signature]) => start.startsWith(signature))?.[1];
  if (format) return { format };
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return null;
  const share = (survey.controls + survey.nuls[0] + survey.nuls[1]) / survey.bytes;
  // Compressed and random bytes have a tenth of controls and are not UTF-8.
  return share > 0.2 || (share > 0.02 && survey.invalid > 0) ? { format: null } : null;
}
