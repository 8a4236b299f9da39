// Files of one label each: what each gives its rows.

import type { InspectedFile } from '../../../library/protocol';
import { useImportStrings } from '../stage/use-import-strings';
import styles from './preview-table.module.css';

export function FileList({ files }: { files: readonly InspectedFile[] }) {
  const strings = useImportStrings();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region is scrolled by keys once it has the focus
    <section className={styles.scroll} tabIndex={0} aria-label={strings.files}>
      <table className={styles.table}>
        <caption className="visually-hidden">{strings.files}</caption>
        <thead>
          <tr>
            <th scope="col" data-role="label">
              <em>{strings.label}</em>
            </th>
            <th scope="col">{strings.file}</th>
            <th scope="col">{strings.encoding}</th>
            <th scope="col" className={styles.number}>
              {strings.size}
            </th>
          </tr>
        </thead>
        <tbody>
          {files.map(({ name, label, bytes, encoding }) => (
            <tr key={name}>
              <td data-role="label">{label}</td>
              <td>{name}</td>
              <td>{strings.encodings[encoding]}</td>
              <td className={styles.number}>{strings.ofBytes(bytes, bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
