// The golden trajectories on a backend inside the browser.

import { beforeAll, describe, expect, inject, test } from 'vitest';
import { replay, unsupported } from '../../cli/golden';
import type { Backend } from '../../src/experiment/experiment';
import { useBackend } from './backends';

const files = inject('goldenFiles');

export function testGolden(backend: Backend): void {
  describe.skipIf(files.length === 0)('golden trajectories (skipped where ../shared/golden is missing)', () => {
    beforeAll(() => useBackend(backend));

    test.each(files.filter((file) => unsupported(file).length === 0))('$name', async (file) => {
      await useBackend(backend);
      expect(await replay(file)).toBeLessThan(file.tolerance);
    });
  });
}
