// The effects of dropout, at each place, and of noise on words.

import { type DropoutPlace, dropoutPlaces, type ZoneoutPlace, zoneoutPlaces } from '../../src/experiment/experiment';
import { dropoutId } from '../../src/experiment/run-fields';
import { enSettings } from '../../src/strings/en-settings';
import type { Effect } from './effect';
import { lossByDropping, validationLoss } from './measures';
import type { Settings } from './settings';

const { dropoutAt: placeNames } = enSettings.difference;
const family = 'Dropout and noise';

/** Most of a candidate can go before an LSTM feels it: its memory stays. */
const strongRate = (place: DropoutPlace) => (place === 'candidate' ? 0.9 : 0.8);

const dropoutAt = (place: DropoutPlace): Effect => {
  const rate = (value: number): Settings => ({ [dropoutId(place)]: value });
  return {
    ...{ family, regularizer: `Dropout: ${placeNames[place]}`, middling: rate(0.4), strong: rate(strongRate(place)) },
    ...(place === 'between' ? { beside: { layers: 2 } } : {}),
    ...{ measure: lossByDropping(place), expected: 'down' },
  };
};

const zoneoutOf = (place: ZoneoutPlace): Effect => ({
  ...{ family, regularizer: enSettings.network[place].fullLabel },
  ...{ middling: { [place]: 0.2 }, strong: { [place]: 0.6 } },
  ...{ measure: lossByDropping(place), expected: 'down' },
});

const everyPlaceOfAWord = (rate: number): Settings => ({ embeddingDropout: rate, wordDropout: 'word' });

export const dropoutEffects: readonly Effect[] = [
  ...dropoutPlaces.map(dropoutAt),
  {
    ...{ family, regularizer: `Dropout: ${placeNames.embedding}, each in all its places` },
    ...{ middling: everyPlaceOfAWord(0.4), strong: everyPlaceOfAWord(0.8) },
    ...{ measure: lossByDropping('embedding', 'word'), expected: 'down' },
  },
  ...zoneoutPlaces.map(zoneoutOf),
  {
    ...{ family, regularizer: 'All dropout times', beside: { embeddingDropout: 0.3, outputDropout: 0.3 } },
    ...{ off: { dropoutScale: 0 }, middling: { dropoutScale: 1 }, strong: { dropoutScale: 2 } },
    ...{ measure: validationLoss, expected: 'down' },
  },
  {
    ...{ family, regularizer: 'Noise on words' },
    ...{ middling: { embeddingNoise: 0.1 }, strong: { embeddingNoise: 0.3 } },
    ...{ measure: validationLoss, expected: 'down' },
  },
];
