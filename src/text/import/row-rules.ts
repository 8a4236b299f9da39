// What is done to label and text of every row, by choice.

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
const entity = /&(?:#x?[\da-f]+|[a-z]+\d?);/gi;
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
};

export const hasHtml = (text: string): boolean =>
  /<br\s*\/?>|<\/?[a-z][^<>]*>|&(?:#x?[\da-f]+|amp|lt|gt|quot|apos|nbsp);/i.test(text);

/** Tags become spaces, entities the characters that they stand for; others stay. */
export function plainText(text: string): string {
  const bare = text.replace(tag, ' ').replace(entity, (whole) => {
    const name = whole.slice(1, -1).toLowerCase();
    if (!name.startsWith('#')) return named[name] ?? whole;
    const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
  return bare.replace(/[ \t]{2,}/g, ' ').trim();
}
