// How a shared link tells that it is whole: `#z&v=1&…&z=k3f9`. The `z` at its start promises the four
// characters at its end, a check over all between. Messengers cut links, and add a dot or a bracket to them:
// `k2_1e-3` cut to `k2_1` would train with a thousand times the penalty. Links written by hand have no `z`.

import { decodePercent } from './percent';
import { stream } from './random';

export const sealKey = 'z';

/** What became of a sealed link on its way. */
export type SealFinding =
  /** Its end is missing; `given` is what stood at the cut, and may be a part of what was meant. */
  | { kind: 'cut'; given: string }
  /** It was cut within its check: all that it says is there. */
  | { kind: 'cutCheck'; given: string }
  /** `given` was put behind its end. */
  | { kind: 'extended'; given: string }
  /** It has its end, which does not belong to the rest: someone wrote in it. */
  | { kind: 'changed'; given: string };

export interface Unsealed {
  /** The link's own text, without `#`, seal, what was put behind it and what stood at a cut. */
  hash: string;
  isSealed: boolean;
  /** What is to be said; absent where the link is whole, or has no seal. */
  finding?: SealFinding;
}

/** A link (`#v=1&…`) with its seal, for others to open. */
export function sealLink(link: string): string {
  const hash = link.replace(/^#/, '');
  return `#${sealKey}&${hash}&${sealKey}=${checkOf(hash)}`;
}

/** Takes the seal off a hash (without its `#`), and says whether it is whole. */
export function unsealLink(sealed: string): Unsealed {
  const promise = /^z(?:&|$)/.exec(sealed);
  const hash = promise ? sealed.slice(promise[0].length) : sealed;
  const end = /^(.*)&z=([0-9a-z]{4})(.*)$/s.exec(hash);
  if (end) {
    const [, whole, check, rest] = end as unknown as [string, string, string, string];
    if (checkOf(whole) !== check) return { hash: whole, isSealed: true, finding: { kind: 'changed', given: hash } };
    return { hash: whole, isSealed: true, ...(rest !== '' && { finding: { kind: 'extended', given: rest } }) };
  }
  if (promise) {
    const cut = Math.max(hash.lastIndexOf('&'), hash.lastIndexOf(','));
    const given = hash.slice(cut + 1);
    const kind = given.startsWith(`${sealKey}=`) ? 'cutCheck' : 'cut';
    return { hash: hash.slice(0, Math.max(cut, 0)), isSealed: true, finding: { kind, given } };
  }
  return { hash, isSealed: false };
}

/** How many four characters of 0 to 9 and a to z can say. */
const checks = 36 * 36 * 36 * 36;

/**
 * Four characters: one in 1.7 million altered links passes. Programs encode and decode what stands in a link,
 * and break it where it is long, so that the check is over what is encoded, without white space.
 */
function checkOf(hash: string): string {
  const text = decodePercent(hash).text.replace(/\s/g, '');
  const number = stream(0, 'link', text).uint32(0);
  return (number % checks).toString(36).padStart(4, '0');
}

const closers = /^[.;:!?)\]}>"'”’»…。、；：！？）】」』》]+$/u;

/** How many characters at the end are the punctuation at which a sentence ends, and no setting does. */
export function closersAtEnd(hash: string): number {
  const signs = hash.match(/(?:%[\da-f]{2})+|[^%]|%/giu) ?? [];
  let length = 0;
  for (const sign of signs.reverse()) {
    if (!closers.test(decodePercent(sign).text)) break;
    length += sign.length;
  }
  return length;
}
