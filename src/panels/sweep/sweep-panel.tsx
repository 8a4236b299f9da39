// The sweep, in the place of the curves: what is swept, how far it is, and what comes of it.

import { useEffect, useRef } from 'react';
import { CloseIcon } from '../../ui/icons';
import { useExperiment, usePlayground } from '../playground';
import { EmptySweep } from './empty-sweep';
import { Outcome } from './outcome';
import { PlanRow } from './plan-row';
import { Setup } from './setup';
import styles from './sweep-panel.module.css';
import { useSweep, useSweepStrings } from './use-sweep';

export function SweepPanel() {
  const words = useSweepStrings();
  const { view } = usePlayground();
  const experiment = useExperiment();
  // What is drawn goes with its points, also while an edit is on its way to them.
  const { sweep: drawn } = useSweep();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const close = () => {
    view.setState({ area: 'curves' });
    (document.getElementById('sweep-button') ?? document.getElementById('curves-area'))?.focus();
  };
  return (
    <section
      className={styles.panel}
      aria-labelledby="sweep-heading"
      onKeyDown={(event) => {
        // One within a list that hangs above the panel closes that list.
        const isOwn = event.currentTarget.contains(event.target as Node);
        if (event.key === 'Escape' && isOwn && !event.defaultPrevented) close();
      }}
    >
      <header className={styles.header}>
        <h2 id="sweep-heading" ref={heading} tabIndex={-1} className={styles.heading}>
          {words.heading}
        </h2>
        <button type="button" className={styles.close} aria-label={words.close} title={words.close} onClick={close}>
          <CloseIcon />
        </button>
      </header>
      {experiment.sweep ? (
        <>
          <Setup experiment={experiment} sweep={experiment.sweep} />
          <PlanRow experiment={experiment} sweep={experiment.sweep} />
          {drawn && <Outcome key={JSON.stringify(drawn)} experiment={experiment} sweep={drawn} />}
        </>
      ) : (
        <EmptySweep experiment={experiment} />
      )}
    </section>
  );
}
