// Hands the golden files to tests inside a browser, which cannot read them.

import { readdirSync, readFileSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import type { GoldenFile } from '../../cli/golden';

declare module 'vitest' {
  interface ProvidedContext {
    goldenFiles: GoldenFile[];
  }
}

const folder = new URL('../golden/files/', import.meta.url);

export default function setup(project: TestProject): void {
  project.provide(
    'goldenFiles',
    readdirSync(folder)
      .sort()
      .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as GoldenFile),
  );
}
