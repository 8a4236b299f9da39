// Guesses which encoding from before Unicode a text was saved in, by what its words would look like in each.

import { createDecoder, type Encoding } from './encoding';
import { arabic, chinese, cyrillic, greek, hebrew, type Judge, japanese, korean, latin, thai } from './plausible';

export interface LegacyGuess {
  encoding: Encoding;
  /** Whether its words look like words, and like those of no other encoding. */
  isSure: boolean;
}

const french = 'éèêëàâçîïôùûüœæ';
const western = [french, 'äöüßé', 'áéíóúñü', 'áàâãçéêíóôõúü', 'àèéìòù', 'åäöæøéü', 'áðéíóúýþæö'];
const central = ['ąćęłńóśźż', 'áčďéěíňóřšťúůýžľĺŕäô', 'áéíóöőúüű', 'ăâîșțşţ', 'čćđšž', 'äöüß'];
const baltic = ['ąčęėįšųūž', 'āčēģīķļņšūž', 'äõöüšž'];
const turkish = ['çğıöşüâî'];

/** The more usual first: of two that read a text alike, or as well, it is the first. */
const candidates: readonly { encoding: Encoding; judges: readonly Judge[] }[] = [
  { encoding: 'windows-1252', judges: western.map(latin) },
  { encoding: 'gb18030', judges: [chinese('simplified')] },
  { encoding: 'big5', judges: [chinese('traditional')] },
  { encoding: 'shift_jis', judges: [japanese] },
  { encoding: 'euc-jp', judges: [japanese] },
  { encoding: 'euc-kr', judges: [korean] },
  { encoding: 'windows-1251', judges: [cyrillic] },
  { encoding: 'koi8-r', judges: [cyrillic] },
  { encoding: 'windows-1250', judges: central.map(latin) },
  { encoding: 'windows-1254', judges: turkish.map(latin) },
  { encoding: 'windows-1253', judges: [greek] },
  { encoding: 'windows-1255', judges: [hebrew] },
  { encoding: 'windows-1256', judges: [arabic] },
  { encoding: 'windows-1257', judges: baltic.map(latin) },
  { encoding: 'windows-1258', judges: [latin('àáâãăđèéêìíòóôơùúưýÀÁÂÃĂĐÈÉÊÌÍÒÓÔƠÙÚƯÝ\u0300\u0301\u0303\u0309\u0323')] },
  { encoding: 'iso-8859-2', judges: central.map(latin) },
  { encoding: 'iso-8859-5', judges: [cyrillic] },
  { encoding: 'iso-8859-7', judges: [greek] },
  { encoding: 'iso-8859-15', judges: western.map(latin) },
  { encoding: 'iso-8859-4', judges: baltic.map(latin) },
  { encoding: 'iso-8859-13', judges: baltic.map(latin) },
  { encoding: 'iso-8859-6', judges: [arabic] },
  { encoding: 'iso-8859-8', judges: [hebrew] },
  { encoding: 'ibm866', judges: [cyrillic] },
  { encoding: 'koi8-u', judges: [cyrillic] },
  { encoding: 'windows-874', judges: [thai] },
];

/** Mean plausibility of a character, at most 1, of words that look like words. */
const plausible = 0.5;
/** How much better the best must be than any that reads the text otherwise. */
const clearly = 0.08;

/** Letters that stand alone are no words, and fit many a language. */
const hasWord = (text: string) => /(?=\p{L}\p{M}*[\p{L}’])\p{ASCII}?\P{ASCII}/u.test(text);

/** @param bytes lines of a file that is no UTF-8, those that have bytes from 0x80 on */
export function guessLegacyEncoding(bytes: Uint8Array): LegacyGuess {
  const read = candidates.map(({ encoding, judges }) => {
    const decoder = createDecoder(encoding);
    const text = decoder.decode(bytes) + decoder.end();
    return { encoding, text, score: Math.max(...judges.map((judge) => judge(text))) };
  });
  const best = read.reduce((first, next) => (next.score > first.score + 1e-9 ? next : first));
  const isAlone = read.every(({ text, score }) => text === best.text || score < best.score - clearly);
  return { encoding: best.encoding, isSure: best.score >= plausible && isAlone && hasWord(best.text) };
}
