// Gathers what an import keeps of the good rows: all of them, or those that were chosen.

import { partNames } from '../split';
import { startChecksum } from './checksum';
import { keptTexts, maxLabels } from './contract/limits';
import { ImportStopped, type RejectedRow } from './contract/problems';
import type { ImportWatch } from './guess/import-options';
import type { Layout } from './guess/layout';
import type { ImportPlan } from './plan';
import { readRows } from './read-rows';

export interface Gathered {
  /** In the order in which they first occur. */
  labels: readonly string[];
  /** [good rows], positions in `labels`. */
  labelIds: Uint8Array;
  /** [good rows]; null where there are more than `keptTexts`. */
  texts: readonly string[] | null;
  /** [good rows], positions in `partNames`; null where the split is left to the page. */
  parts: Uint8Array | null;
  checksum: string;
}

/** All good rows. Throws ImportStopped, `tooManyClasses` among others. */
export async function gatherRows(
  plan: ImportPlan,
  layout: Layout,
  watch: ImportWatch,
  reject: (row: RejectedRow) => void,
): Promise<Gathered> {
  const idOf = new Map<string, number>();
  const labelIds: number[] = [];
  const parts: number[] = [];
  const checksum = startChecksum();
  let texts: string[] | null = [];
  await readRows(plan, layout, 'reading', watch, {
    good({ label, text, part }, place) {
      const id = idOf.get(label) ?? idOf.size;
      if (id === maxLabels) {
        throw new ImportStopped({
          kind: 'tooManyClasses',
          ...place,
          labels: [...idOf.keys()],
          maxClasses: maxLabels,
        });
      }
      idOf.set(label, id);
      labelIds.push(id);
      checksum.add(label, text);
      if (part !== null) {
        parts.push(partNames.indexOf(part));
        // The same texts, dealt otherwise, are another corpus.
        checksum.add(part, '');
      }
      if (labelIds.length > keptTexts) texts = null;
      texts?.push(detached(text));
    },
    bad: reject,
  });
  return {
    labels: [...idOf.keys()],
    labelIds: Uint8Array.from(labelIds),
    texts,
    parts: parts.length === labelIds.length && parts.length > 0 ? Uint8Array.from(parts) : null,
    checksum: checksum.digits(),
  };
}

/** The texts of the chosen good rows, in a further pass. `checksum` tells whether it still saw the same rows. */
export async function gatherChosen(
  plan: ImportPlan,
  layout: Layout,
  watch: ImportWatch,
  chosen: Uint32Array,
  checksum: string,
): Promise<string[]> {
  const texts: string[] = [];
  const again = startChecksum();
  let position = 0;
  await readRows(plan, layout, 'choosing', watch, {
    good({ label, text, part }) {
      again.add(label, text);
      if (part !== null) again.add(part, '');
      if (position++ === chosen[texts.length]) texts.push(detached(text));
    },
    bad() {},
  });
  if (again.digits() !== checksum) {
    const file = plan.files.map(({ source }) => source.name).join(', ');
    throw new ImportStopped({ kind: 'unreadable', file, detail: 'it changed while it was read' });
  }
  return texts;
}

/** A copy: a slice would keep the whole chunk of the file in memory that it was cut from. */
const detached = (text: string) => ` ${text}`.slice(1);

/** The most frequent labels, of equals the first in code unit order, in a pass over all rows. */
export async function frequentLabels(
  plan: ImportPlan,
  layout: Layout,
  watch: ImportWatch,
  count: number,
): Promise<ReadonlySet<string>> {
  const counts = new Map<string, number>();
  await readRows(plan, layout, 'checking', watch, {
    good: ({ label }) => void counts.set(label, (counts.get(label) ?? 0) + 1),
    bad() {},
  });
  const ordered = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return new Set(ordered.slice(0, Math.min(count, maxLabels)).map(([label]) => label));
}
