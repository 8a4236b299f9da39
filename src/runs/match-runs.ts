// Which run of a changed experiment is which run of the one before.

/**
 * For each next key, the index of the previous run that it continues, or -1 for a new run. Equal keys go
 * together, those in their old place first; what is left goes by place: those are the runs whose settings
 * changed. So removing run A moves B's curve to the letter A instead of training it again.
 */
export function matchRuns(previousKeys: readonly string[], nextKeys: readonly string[]): number[] {
  const free = new Set(previousKeys.keys());
  const take = (index: number) => (free.delete(index) ? index : -1);

  const inPlace = nextKeys.map((key, index) => (previousKeys[index] === key ? take(index) : -1));
  const byKey = nextKeys.map((key, index) => {
    if (inPlace[index] !== -1) return inPlace[index]!;
    for (const candidate of free) if (previousKeys[candidate] === key) return take(candidate);
    return -1;
  });
  return byKey.map((match, index) => (match === -1 ? take(index) : match));
}
