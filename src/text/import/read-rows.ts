// Reads all rows of planned files, a chunk at a time.

import { stream } from '../../experiment/random';
import { createDecoder } from './bytes/encoding';
import { readBytes } from './bytes/source';
import { maxImportRows } from './contract/limits';
import { ImportStopped, type RejectedRow } from './contract/problems';
import type { ReadRow } from './contract/rows';
import type { ImportProgress, ImportWatch } from './guess/import-options';
import type { Layout } from './guess/layout';
import { type GoodRow, judgeRow } from './judge-row';
import type { ImportPlan, PlannedFile } from './plan';
import { createRowReader } from './readers/formats';

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
  const { totalBytes, every } = plan;
  let bytes = 0;
  const lots = stream(0, 'import', 'rows');
  let passed = 0;
  let rows = 0;
  const labels = plan.labelFile ? await readLabels(plan.labelFile, signal) : null;
  for (const { source, encoding, label, part } of plan.files) {
    let isHeader = layout.hasHeader;
    const take = (read: ReadRow) => {
      if (isHeader && 'value' in read) {
        isHeader = false;
        return;
      }
      // By lot: every second of lines that alternate would have one label.
      if (every > 1 && lots.uint32(passed++) % every !== 0) return;
      if (++rows > maxImportRows) {
        // As many more as the bytes that are still to come.
        const enough = Math.max(2, Math.ceil((1.02 * totalBytes) / Math.max(1, bytes)));
        throw new ImportStopped({ kind: 'tooManyRows', maxRows: maxImportRows, every: every * enough });
      }
      const place = { file: source.name, row: read.row };
      const judged = judgeRow(read, layout, labels ? (labels.get(read.row) ?? '') : label, part);
      if ('reason' in judged) taker.bad({ ...place, ...judged });
      else taker.good(judged, place);
    };
    const decoder = createDecoder(encoding);
    const reader = createRowReader(plan.format, take);
    for await (const chunk of readBytes(source, signal)) {
      bytes += chunk.length;
      reader.push(decoder.decode(chunk));
      onProgress?.({ phase, bytes, totalBytes });
    }
    reader.push(decoder.end());
    reader.end();
  }
}

/** The lines of a file of labels, by their number. */
async function readLabels(
  { source, encoding }: PlannedFile,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<number, string>> {
  const labels = new Map<number, string>();
  const reader = createRowReader({ kind: 'lines' }, (read) => {
    if ('value' in read) labels.set(read.row, String((read.value as readonly unknown[])[0]));
  });
  const decoder = createDecoder(encoding);
  for await (const chunk of readBytes(source, signal)) reader.push(decoder.decode(chunk));
  reader.push(decoder.end());
  reader.end();
  return labels;
}
