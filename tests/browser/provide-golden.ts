// Hands the golden files, where there are any, to tests inside a browser, which cannot read them.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import type { GoldenFile } from '../../cli/golden';

declare module 'vitest' {
  interface ProvidedContext {
    goldenFiles: GoldenFile[];
  }
}

const folder = new URL('../../../shared/golden/', import.meta.url);

export default function setup(project: TestProject): void {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  project.provide(
    'goldenFiles',
    names.sort().map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as GoldenFile),
  );
}
