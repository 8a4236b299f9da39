// The encodings that can be read, by the names of the Encoding Standard, and the decoder of each.

export const encodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'windows-1258',
  'windows-874',
  'koi8-r',
  'koi8-u',
  'ibm866',
  'iso-8859-2',
  'iso-8859-4',
  'iso-8859-5',
  'iso-8859-6',
  'iso-8859-7',
  'iso-8859-8',
  'iso-8859-13',
  'iso-8859-15',
] as const;
export type Encoding = (typeof encodings)[number];

export interface Decoder {
  /** The text of the next bytes; a character that they cut in two waits for the next call. */
  decode(chunk: Uint8Array): string;
  /** What was still waiting. */
  end(): string;
}

/** Byte order marks are left out, invalid bytes become U+FFFD. */
export function createDecoder(encoding: Encoding): Decoder {
  if (encoding === 'windows-1252') return { decode: decodeWindows1252, end: () => '' };
  const decoder = new TextDecoder(encoding);
  return { decode: (chunk) => decoder.decode(chunk, { stream: true }), end: () => decoder.decode() };
}

/** Bytes 0x80 to 0x9f; 0 for the five that are control characters of the same number. */
const windows1252 =
  '\u20ac\0\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\0\u017d\0' +
  '\0\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\0\u017e\u0178';

const unitOfByte = Uint16Array.from({ length: 256 }, (_, byte) => windows1252.charCodeAt(byte - 0x80) || byte);

/** By our own table: Node 20's TextDecoder takes windows-1252 for ISO 8859-1. */
function decodeWindows1252(chunk: Uint8Array): string {
  const units = Uint16Array.from(chunk, (byte) => unitOfByte[byte]!);
  // An argument each: more than some ten thousand are too many.
  const piece = 8192;
  let text = '';
  for (let start = 0; start < units.length; start += piece) {
    text += String.fromCharCode(...units.subarray(start, start + piece));
  }
  return text;
}
