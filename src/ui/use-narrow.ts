// Whether the screen is too narrow for settings beside the curves. The same width as in the style sheets.

import { useMediaQuery } from '@mantine/hooks';

export const useNarrow = (): boolean =>
  useMediaQuery('(max-width: 760px)', undefined, { getInitialValueInEffect: false }) ?? false;
