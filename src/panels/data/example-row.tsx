// One text with its label and part, what noise did to it, and who got it wrong.

import { memo } from 'react';
import type { Example } from '../../library/browse/browse-protocol';
import { LabelText } from '../../ui/label-text';
import { RunMark } from '../../ui/run-mark';
import { FoundText } from './found-text';
import styles from './list.module.css';
import { useDataStrings } from './use-data-strings';

interface Props {
  example: Example;
  search: string;
  /** Tokens the network reads. */
  read: number;
  withMarks: boolean;
}

export const ExampleRow = memo(function ExampleRow({ example, search, read, withMarks }: Props) {
  const { parts, examples } = useDataStrings();
  const { part, text, label, trueLabel, tokens, wrongIn } = example;
  return (
    <tr>
      <td className={styles.label}>
        <LabelText label={label} />
        {trueLabel !== null && (
          <small className={styles.replaced}>
            {examples.truly} <LabelText label={trueLabel} />
          </small>
        )}
        <small className={styles.partBelow}>{parts[part]}</small>
      </td>
      <td className={styles.part}>{parts[part]}</td>
      <td className={styles.text}>
        <FoundText text={text} search={search} />
        {tokens > read && ' '}
        {tokens > read && <small className={styles.cut}>{examples.cut(read, tokens)}</small>}
      </td>
      {withMarks && (
        <td className={styles.marks}>
          {wrongIn.map((id) => (
            <span key={id} className={styles.mark}>
              <RunMark id={id} /> {id}
            </span>
          ))}
        </td>
      )}
    </tr>
  );
});
