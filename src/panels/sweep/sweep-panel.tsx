// The sweep, in the place of the curves: what is swept, how far it is, and what comes of it.

import { AreaPanel } from '../area-panel';
import { useExperiment } from '../playground';
import { EmptySweep } from './empty-sweep';
import { Outcome } from './outcome';
import { PlanRow } from './plan-row';
import { Setup } from './setup';
import styles from './sweep-panel.module.css';
import { useSweep, useSweepStrings } from './use-sweep';

export function SweepPanel() {
  const words = useSweepStrings();
  const experiment = useExperiment();
  // What is drawn goes with its points, also while an edit is on its way to them.
  const { sweep: drawn } = useSweep();
  return (
    <AreaPanel area="sweep" heading={words.heading} closeLabel={words.close} className={styles.panel}>
      {experiment.sweep ? (
        <>
          <Setup experiment={experiment} sweep={experiment.sweep} />
          <PlanRow experiment={experiment} sweep={experiment.sweep} />
          {drawn && <Outcome key={JSON.stringify(drawn)} experiment={experiment} sweep={drawn} />}
        </>
      ) : (
        <EmptySweep experiment={experiment} />
      )}
    </AreaPanel>
  );
}
