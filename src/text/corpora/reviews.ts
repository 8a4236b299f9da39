// The reviews: short invented opinions, positive or negative, one file a subject.

import apps from './reviews/apps.tsv?raw';
import books from './reviews/books.tsv?raw';
import clothing from './reviews/clothing.tsv?raw';
import films from './reviews/films.tsv?raw';
import food from './reviews/food.tsv?raw';
import gadgets from './reviews/gadgets.tsv?raw';
import games from './reviews/games.tsv?raw';
import household from './reviews/household.tsv?raw';
import leisure from './reviews/leisure.tsv?raw';
import restaurants from './reviews/restaurants.tsv?raw';
import series from './reviews/series.tsv?raw';
import services from './reviews/services.tsv?raw';
import stage from './reviews/stage.tsv?raw';
import travel from './reviews/travel.tsv?raw';

/** The order decides which texts a seed picks, and so every link's curve: it never changes. */
export const files: readonly string[] = [
  films,
  books,
  restaurants,
  food,
  gadgets,
  apps,
  travel,
  games,
  stage,
  series,
  household,
  clothing,
  services,
  leisure,
];
