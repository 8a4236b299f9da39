// The headlines: news-like headlines and leads about invented events, one file a label.

import business from './headlines/business.tsv?raw';
import science from './headlines/science.tsv?raw';
import sport from './headlines/sport.tsv?raw';
import world from './headlines/world.tsv?raw';

/** The order decides which texts a seed picks, and so every link's curve: it never changes. */
export const files: readonly string[] = [world, sport, business, science];
