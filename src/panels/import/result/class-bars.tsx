// Rows by label, as small bars with their numbers.

import type { CorpusSummary } from '../../../library/protocol';
import { useStrings } from '../../../ui/preferences';
import styles from './class-bars.module.css';

export function ClassBars({ corpus: { labels, classCounts } }: { corpus: CorpusSummary }) {
  const strings = useStrings().import;
  const most = Math.max(1, ...classCounts);
  return (
    <section>
      <h4 className={styles.heading}>{strings.classes(labels.length)}</h4>
      <table className={styles.table}>
        <caption className="visually-hidden">{strings.classesCaption}</caption>
        <tbody>
          {labels.map((label, id) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td className={styles.bar}>
                <div style={{ width: `${(100 * classCounts[id]!) / most}%` }} />
              </td>
              <td className={styles.count}>{classCounts[id]!.toLocaleString('en')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
