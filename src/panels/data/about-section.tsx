// The card of a text: what it is, how it was written, what gives its labels away.

import { useMediaQuery } from '@mantine/hooks';
import { useStrings } from '../../ui/preferences';
import { useExperiment } from '../playground';
import styles from './overview.module.css';
import { useDataStrings } from './use-data-strings';

export function AboutSection() {
  const { corpora } = useStrings();
  const { about, cards } = useDataStrings();
  const { corpus } = useExperiment().shared;
  const tall = useMediaQuery('(min-width: 901px) and (min-height: 940px)', undefined, {
    getInitialValueInEffect: false,
  });
  const card = cards[corpus];
  return (
    <section className={styles.section} aria-labelledby="about-heading">
      <h3 id="about-heading">{about.heading}</h3>
      <p>{corpora[corpus].about}</p>
      <p className={styles.soft}>{card.written}</p>
      <details className={styles.artefacts} open={tall}>
        <summary>{about.artefacts}</summary>
        <ul>
          {card.artefacts.map((artefact) => (
            <li key={artefact}>{artefact}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}
