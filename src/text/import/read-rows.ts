// Reads all rows of planned files, a chunk at a time.

import { createDecoder } from './encoding';
import { createRowReader } from './formats';
import { type GoodRow, judgeRow } from './judge-row';
import type { Layout } from './layout';
import { maxImportRows } from './limits';
import type { ImportPlan, ImportProgress, ImportWatch } from './plan';
import { ImportStopped, type RejectedRow } from './problems';
import type { ReadRow } from './rows';
import { readBytes } from './source';

export interface RowTaker {
  good(row: GoodRow, place: { file: string; row: number }): void;
  bad(row: RejectedRow): void;
}

/** Gives every row to `taker`, in the files' order. Throws ImportStopped, also where `taker` does. */
export async function readRows(
  plan: ImportPlan,
  layout: Layout,
  phase: ImportProgress['phase'],
  { onProgress, signal }: ImportWatch,
  taker: RowTaker,
): Promise<void> {
  const { totalBytes } = plan;
  let bytes = 0;
  let rows = 0;
  for (const { source, encoding, label } of plan.files) {
    let isHeader = layout.hasHeader;
    const take = (read: ReadRow) => {
      if (isHeader && 'value' in read) {
        isHeader = false;
        return;
      }
      if (++rows > maxImportRows) throw new ImportStopped({ kind: 'tooManyRows', maxRows: maxImportRows });
      const place = { file: source.name, row: read.row };
      const judged = judgeRow(read, layout, label);
      if ('reason' in judged) taker.bad({ ...place, ...judged });
      else taker.good(judged, place);
    };
    const decoder = createDecoder(encoding);
    const reader = createRowReader(plan.format, take);
    for await (const chunk of readBytes(source, signal)) {
      reader.push(decoder.decode(chunk));
      bytes += chunk.length;
      onProgress?.({ phase, bytes, totalBytes });
    }
    reader.push(decoder.end());
    reader.end();
  }
}
