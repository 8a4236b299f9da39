// The first rows as they are read, label and text column standing out.

import type { Inspection } from '../../../library/protocol';
import { useImportStrings } from '../stage/use-import-strings';
import styles from './preview-table.module.css';

export function PreviewTable({ inspection, busy }: { inspection: Inspection; busy: boolean }) {
  const strings = useImportStrings();
  const { columns, labelColumn, textColumn, preview, files } = inspection;
  const roleOf = (column: number) => (column === textColumn ? 'text' : column === labelColumn ? 'label' : undefined);
  const withFile = files.length > 1;
  if (preview.length === 0) return <p className={styles.none}>{strings.noPreview}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region is scrolled by keys once it has the focus
    <section className={styles.scroll} tabIndex={0} aria-label={strings.preview} aria-busy={busy}>
      <table className={styles.table}>
        <caption className="visually-hidden">{strings.preview}</caption>
        <thead>
          <tr>
            {withFile && <th scope="col">{strings.file}</th>}
            <th scope="col" className={styles.number}>
              {strings.row}
            </th>
            {columns.map(({ name }, column) => {
              const role = roleOf(column);
              return (
                // Columns have no other identity than their place.
                <th key={column} scope="col" data-role={role}>
                  {role && <em>{strings[role]}</em>} {files.length > 1 ? '' : strings.column(column + 1, name)}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {preview.map(({ file, row, cells, reason }) => (
            <tr key={`${file}:${row}`}>
              {withFile && <td>{file}</td>}
              <td className={styles.number}>{row}</td>
              {reason ? (
                <td colSpan={columns.length} className={styles.rejected}>
                  {strings.willBeLeftOut}: {strings.reason[reason]}
                </td>
              ) : (
                columns.map((_, column) => (
                  <td key={column} data-role={roleOf(column)}>
                    {cells[column]}
                  </td>
                ))
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
