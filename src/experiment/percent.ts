// Percent-encoding for what people type into links: encodes more than it must, decodes what it can.

/**
 * Encodes a text for a link. Beyond encodeURIComponent, it encodes the punctuation at which mail and chat
 * programs end a link. Half a surrogate pair, which no link can hold, becomes U+FFFD.
 */
export function encodePercent(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD')).replace(
    /[!'()*~]|\.$/g,
    (symbol) => `%${symbol.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

export interface Decoded {
  text: string;
  /** Whether some escape was none, and stands in the text as it was. */
  broken: boolean;
}

/** Decodes a text, leaving as it stands what is no valid escape and saying so. Never throws. */
export function decodePercent(text: string): Decoded {
  let broken = /%(?![\da-f]{2})|\p{Surrogate}/iu.test(text);
  const decoded = text.replace(/(?:%[\da-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      broken = true;
      return escapes;
    }
  });
  return { text: decoded, broken };
}
