import type { Strings } from './strings';
import { en } from './en';
export const zh: Strings = en;
