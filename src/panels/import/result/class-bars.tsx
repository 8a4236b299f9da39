// Rows by label, as small bars with their numbers.

import type { CorpusSummary } from '../../../library/protocol';
import { LabelText } from '../../../ui/label-text';
import { useStrings } from '../../../ui/preferences';
import { useLabelGroups } from '../../../ui/use-label-groups';
import { useImportStrings } from '../stage/use-import-strings';
import styles from './class-bars.module.css';

export function ClassBars({ corpus: { labels, classCounts } }: { corpus: CorpusSummary }) {
  const strings = useImportStrings();
  const { none: noLabel } = useStrings().labels;
  const { shown, others, searchBox, othersButton } = useLabelGroups(labels, classCounts);
  // Longer ones are broken.
  const longest = Math.min(20, Math.max(...labels.map((label) => label.length)));
  const most = Math.max(1, ...classCounts);
  const ofOthers = others.reduce((sum, id) => sum + classCounts[id]!, 0);
  return (
    <section>
      <h4 className={styles.heading}>{strings.classes(labels.length)}</h4>
      {searchBox && <div className={styles.search}>{searchBox}</div>}
      <table className={styles.table}>
        <caption className="visually-hidden">{strings.classesCaption}</caption>
        <colgroup>
          <col style={{ width: `${longest + 2}ch` }} />
          <col />
          <col style={{ width: '7ch' }} />
        </colgroup>
        <tbody>
          {shown.map((id) => (
            <tr key={labels[id]}>
              <th scope="row">
                <LabelText label={labels[id]!} />
              </th>
              <td className={styles.bar}>
                <div style={{ width: `${(100 * classCounts[id]!) / most}%` }} />
              </td>
              <td className={styles.count}>{classCounts[id]!.toLocaleString('en')}</td>
            </tr>
          ))}
          {others.length > 0 && (
            <tr>
              <th scope="row" colSpan={2}>
                {othersButton}
              </th>
              <td className={styles.count}>{ofOthers.toLocaleString('en')}</td>
            </tr>
          )}
        </tbody>
      </table>
      {shown.length === 0 && <p className={styles.none}>{noLabel}</p>}
    </section>
  );
}
