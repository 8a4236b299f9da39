// The parts of a dataset, in the order they are listed.

import type { Split } from '../../text/split';

export const partNames = ['training', 'validation', 'test'] as const satisfies readonly (keyof Split)[];
export type PartName = (typeof partNames)[number];
