// What the source files import, read off their text.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Import {
  /** Path from the root of the importing file: `src/runs/session.ts`. */
  file: string;
  /** As written: `../engine/backend`. */
  specifier: string;
  /** Path from the root of what is imported, of a source file with its ending; undefined for a package. */
  target: string | undefined;
  /** Gone once compiled. */
  typeOnly: boolean;
  /** Named by `new URL('…', import.meta.url)`, as a worker is. */
  byAddress: boolean;
}

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Path from the root → text without its comments, for every TypeScript and JavaScript file of these folders. */
export function readSources(folders: readonly string[]): Map<string, string> {
  const files = folders.flatMap((folder) =>
    readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
      .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
      .filter((file) => /\.(tsx?|mjs)$/.test(file))
      .sort(),
  );
  return new Map(files.map((file) => [file, withoutComments(readFileSync(root + file, 'utf8'))]));
}

/** Of all these sources, each path of a source file as that file is called. */
export function importsAmong(sources: ReadonlyMap<string, string>): Import[] {
  const fileAt = (path: string) =>
    ['', '.ts', '.tsx', '.mjs'].map((ending) => path + ending).find((file) => sources.has(file)) ?? path;
  return [...sources]
    .flatMap(([file, source]) => importsOf(file, source))
    .map((item) => ({ ...item, target: item.target && fileAt(item.target) }))
    .filter(({ byAddress, target }) => !byAddress || sources.has(target ?? ''));
}

/** Line breaks stay, so that line numbers do. A string that holds a comment's beginning is left alone. */
export function withoutComments(source: string): string {
  const tokens = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
  return source.replace(tokens, (token) => (/^\/[/*]/.test(token) ? token.replace(/[^\n]/g, '') : token));
}

/** A statement begins its line, as the formatter has it; the word in a string does not. */
const patterns = [
  // import x from '…', import type { x } from '…', export { x } from '…'
  { pattern: /^\s*(?:import|export)\s+(type\s[^'";]*?|[^'";()]*?)\bfrom\s*['"]([^'"\n]+)['"]/gm, byAddress: false },
  // import '…'
  { pattern: /^\s*import\s*()['"]([^'"\n]+)['"]/gm, byAddress: false },
  // import('…')
  { pattern: /\bimport\(()\s*['"]([^'"\n]+)['"]/g, byAddress: false },
  // new URL('…', import.meta.url)
  { pattern: /\bnew URL\(\s*()['"]([^'"\n]+)['"]\s*,\s*import\.meta\.url/g, byAddress: true },
];

export function importsOf(file: string, source: string): Import[] {
  return patterns.flatMap(({ pattern, byAddress }) =>
    Array.from(source.matchAll(pattern), ([, clause = '', specifier = '']): Import => {
      const isRelative = specifier.startsWith('.');
      return {
        file,
        specifier,
        target: isRelative ? posix.normalize(posix.join(dirname(file), specifier)) : undefined,
        typeOnly: /^type\s/.test(clause),
        byAddress,
      };
    }),
  );
}
