// What the names of files say: their kind, and the label of one that holds a single class.

interface NameParts {
  base: string;
  /** Without the dot, as written; empty where there is none. */
  extension: string;
}

/** `rt-polarity.pos` is `rt-polarity` and `pos`; folders are left out. */
function partsOf(name: string): NameParts {
  const file = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  const dot = file.lastIndexOf('.');
  return dot <= 0 ? { base: file, extension: '' } : { base: file.slice(0, dot), extension: file.slice(dot + 1) };
}

const tableExtensions = new Set(['csv', 'tsv', 'tab']);
const jsonExtensions = new Set(['json', 'jsonl', 'ndjson']);

/** What the extension promises; null for `.txt`, `.pos` and all others. */
export function kindByName(name: string): 'table' | 'json' | null {
  const extension = partsOf(name).extension.toLowerCase();
  if (tableExtensions.has(extension)) return 'table';
  return jsonExtensions.has(extension) ? 'json' : null;
}

/** For files of one class each: the extensions where all are named alike otherwise, else the names without them. */
export function labelsByName(names: readonly string[]): string[] {
  const parts = names.map(partsOf);
  const namedAlike = names.length > 1 && parts.every(({ base }) => base === parts[0]!.base);
  return parts.map(({ base, extension }) => (namedAlike && extension !== '' ? extension : base));
}

/** What the corpus is called: a file's name; of files of one class each what they share, or all names. */
export function corpusName(names: readonly string[]): string {
  const parts = names.map(partsOf);
  if (names.length > 1 && parts.every(({ base }) => base === parts[0]!.base)) return parts[0]!.base;
  return names.join(' + ');
}
