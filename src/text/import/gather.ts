// Gathers what an import keeps of the good rows: all of them, or those that were chosen.

import { startChecksum } from './checksum';
import type { Layout } from './layout';
import { keptTexts, maxLabels } from './limits';
import type { ImportPlan, ImportWatch } from './plan';
import { ImportStopped, type RejectedRow } from './problems';
import { readRows } from './read-rows';

export interface Gathered {
  /** In the order in which they first occur. */
  labels: readonly string[];
  /** [good rows], positions in `labels`. */
  labelIds: Uint8Array;
  /** [good rows]; null where there are more than `keptTexts`. */
  texts: readonly string[] | null;
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
  const checksum = startChecksum();
  let texts: string[] | null = [];
  await readRows(plan, layout, 'reading', watch, {
    good({ label, text }, place) {
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
      if (labelIds.length > keptTexts) texts = null;
      texts?.push(detached(text));
    },
    bad: reject,
  });
  return { labels: [...idOf.keys()], labelIds: Uint8Array.from(labelIds), texts, checksum: checksum.digits() };
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
    good({ label, text }) {
      again.add(label, text);
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
