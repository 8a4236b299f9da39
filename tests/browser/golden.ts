// The golden trajectories on a backend inside the browser.

import { beforeAll, describe, expect, inject, test } from 'vitest';
import { replay } from '../../cli/golden';
import { unsupported } from '../../cli/golden-format';
import type { Backend } from '../../src/experiment/experiment';
import { useBackend } from './backends';

const files = inject('goldenFiles');

export function testGolden(backend: Backend): void {
  describe('golden trajectories', () => {
    beforeAll(() => useBackend(backend));

    test.each(files.filter((file) => unsupported(file).length === 0))('$name', async (file) => {
      await useBackend(backend);
      expect(await replay(file)).toBeLessThan(file.tolerance);
    });
  });
}
