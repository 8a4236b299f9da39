// A run's network in symbols, with what a setting acts on marked.

import type { RunSettings } from '../../experiment/experiment';
import type { RunFormId } from '../../experiment/run-fields';
import { useStrings } from '../../ui/preferences';
import styles from './network-lines.module.css';
import { networkLines, targetOf } from './where-it-acts';

export function NetworkLines({ run, setting }: { run: RunSettings; setting: RunFormId }) {
  const { runs: words } = useStrings();
  const target = targetOf(setting);
  const lines = networkLines(run);
  const isMarked = lines.flat().some(({ targets }) => target !== null && targets.includes(target));
  if (!isMarked) return null;
  return (
    <figure className={styles.lines} aria-label={words.whereItActs}>
      {lines.map((line) => (
        <div key={line.map(({ text }) => text).join('')}>
          {line.map(({ text, targets }) =>
            target !== null && targets.includes(target) ? <mark key={text}>{text}</mark> : text,
          )}
        </div>
      ))}
    </figure>
  );
}
