// Copies of a text: what a network has seen in training is no test of it.

/** Equal for texts that differ in spaces and capitals alone. */
export const copyKey = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase();

/** How many texts are copies of one before them. */
export function countCopies(texts: readonly string[]): number {
  return texts.length - new Set(texts.map(copyKey)).size;
}
