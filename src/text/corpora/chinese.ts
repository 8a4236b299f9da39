// The Chinese reviews: short invented opinions, for or against, one file a subject.

import apps from './chinese-reviews/apps.tsv?raw';
import books from './chinese-reviews/books.tsv?raw';
import dining from './chinese-reviews/dining.tsv?raw';
import films from './chinese-reviews/films.tsv?raw';
import shopping from './chinese-reviews/shopping.tsv?raw';
import travel from './chinese-reviews/travel.tsv?raw';

/** The order decides which texts a seed picks, and so every link's curve: it never changes. */
export const files: readonly string[] = [dining, films, books, shopping, travel, apps];
