// What is done to label and text of every row, by choice.

import { decodeHTMLStrict } from 'entities/decode';

export interface RowRules {
  /** Of `HUM:ind` the whole, or what stands before the colon. */
  labelPart: 'whole' | 'coarse';
  /** Whether spellings of one label are one: in small letters, and 5.0 as 5. */
  mergeLabels: boolean;
  /** Whether rows whose label says that there is none are left out: N/A, NaN. */
  leaveOutMissing: boolean;
  /** The labels that are kept, where there are too many. */
  keptLabels: ReadonlySet<string> | null;
  /** Whether what is left of HTML is taken out of texts. */
  plainText: boolean;
}

export const noRules: RowRules = {
  labelPart: 'whole',
  mergeLabels: false,
  leaveOutMissing: false,
  keptLabels: null,
  plainText: false,
};

/** A label under the rules; null where its row is left out for want of one. */
export function ruledLabel(label: string, { labelPart, mergeLabels, leaveOutMissing }: RowRules): string | null {
  if (leaveOutMissing && isMissing(label)) return null;
  const part = labelPart === 'coarse' ? (coarsePart(label) ?? label) : label;
  return mergeLabels ? mergedLabel(part) : part;
}

/** What stands before the colon of `HUM:ind`; null where there is none. */
export const coarsePart = (label: string): string | null => /^([^:]*[^:\s])\s*:\s*[^:\s]/.exec(label)?.[1] ?? null;

const missing = new Set([
  'n/a',
  'na',
  'nan',
  'null',
  'none',
  'nil',
  '-',
  '--',
  '?',
  '#n/a',
  'n.a.',
  'undefined',
  '(null)',
  '(none)',
  '(blank)',
  'unknown',
  '<na>',
  '(empty)',
]);
export const isMissing = (label: string): boolean => missing.has(label.toLowerCase());

/** One spelling for all of a label: small letters, single spaces, numbers as short as they can be. */
function mergedLabel(label: string): string {
  const plain = label.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
  return /^[+-]?\d+(?:\.\d+)?$/.test(plain) ? String(Number(plain)) : plain;
}

/** Labels that merging would make one, each group in the order given. */
export function variantsOf(labels: readonly string[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const label of labels) groups.set(mergedLabel(label), [...(groups.get(mergedLabel(label)) ?? []), label]);
  return [...groups.values()].filter((group) => group.length > 1);
}

const tag = /<\/?[a-z][^<>]*>|<!--[\s\S]*?-->/gi;
export const hasHtml = (text: string): boolean =>
  /<\/?[a-z][^<>]*>/i.test(text) || (text.includes('&') && decodeHTMLStrict(text) !== text);

/** Tags become spaces, entities the characters that they stand for; others stay. */
export function plainText(text: string): string {
  const bare = decodeHTMLStrict(text.replace(tag, ' '));
  return bare.replace(/[ \t\u00a0]+/g, ' ').trim();
}
