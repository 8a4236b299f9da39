// Numbers as people write them, in place of the short forms of links.

const plain = new Intl.NumberFormat('en', { maximumFractionDigits: 12 });

/** `2e4` as 20,000 and `.3` as 0.3; what is no number, or is very large or small, as it stands. */
export function writtenNumber(text: string): string {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) return text;
  const size = Math.abs(value);
  return size !== 0 && (size >= 1e12 || size < 1e-6) ? text : plain.format(value);
}
