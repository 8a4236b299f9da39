// The looks that a test set has had, without any number that could be chosen by.

import type { Look } from '../../runs/look-memory';
import { languageTag } from '../../strings/strings';
import { usePreferences } from '../../ui/preferences';
import styles from './look-list.module.css';
import { useTestingStrings } from './use-testing-strings';

/** As many of the last ones as are shown. */
const mostShown = 5;

export function LookList({ looks }: { looks: readonly Look[] }) {
  const testing = useTestingStrings();
  const { language } = usePreferences();
  const time = new Intl.DateTimeFormat(languageTag[language], { dateStyle: 'medium', timeStyle: 'short' });
  const hidden = Math.max(0, looks.length - mostShown);
  return (
    <section className={styles.looks}>
      <h3>{testing.looks}</h3>
      {looks.length === 0 && <p>{testing.noLooks}</p>}
      {hidden > 0 && <p>{testing.earlier(hidden)}</p>}
      <ol start={hidden + 1}>
        {looks.slice(hidden).map(({ run, name, weights, at }) => (
          <li key={at}>{testing.look(run, name, weights, time.format(at))}</li>
        ))}
      </ol>
    </section>
  );
}
