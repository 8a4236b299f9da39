// Labels, of which there may be many, and long ones: of many the most frequent are shown, the others stand together in
// one line until they are asked for.

/** As many as a glance takes in. */
const glance = 20;
export const areMany = (labels: readonly string[]): boolean => labels.length > glance;
const shownOfMany = 12;

export interface LabelGroups {
  /** Positions of the labels that have a line of their own, in the labels' order. */
  shown: readonly number[];
  /** Those that share the last line. */
  others: readonly number[];
}

/** @param counts rows by label @param search what a label must hold, in whatever case; '' for any */
export function groupLabels(
  labels: readonly string[],
  counts: readonly number[],
  { search, isOpen }: { search: string; isOpen: boolean },
): LabelGroups {
  const all = labels.map((_, id) => id);
  const wanted = search.trim().toLowerCase();
  if (wanted !== '') return { shown: all.filter((id) => labels[id]!.toLowerCase().includes(wanted)), others: [] };
  if (isOpen || !areMany(labels)) return { shown: all, others: [] };
  const frequent = [...all].sort((a, b) => counts[b]! - counts[a]! || a - b).slice(0, shownOfMany);
  return { shown: frequent.sort((a, b) => a - b), others: all.filter((id) => !frequent.includes(id)) };
}

/** A label's pieces, between which it may be broken: behind what joins words. */
export const breakable = (label: string): string[] => label.match(/[^_:/.-]*[_:/.-]*/g)?.filter(Boolean) ?? [label];
