// Why a further look at a test set is a bad habit, before it is had.

import styles from './test-flow.module.css';
import { useFocusAfter } from './use-focus-after';
import { useTestingStrings } from './use-testing-strings';

interface Props {
  /** Which look it would be. */
  place: number;
  onLook: () => void;
  onBack: () => void;
}

export function SecondLook({ place, onLook, onBack }: Props) {
  const { warning } = useTestingStrings();
  const heading = useFocusAfter<HTMLHeadingElement>();
  return (
    <section className={styles.warning}>
      <h3 ref={heading} tabIndex={-1} className={styles.heading}>
        {warning.heading(place)}
      </h3>
      <p>{warning.why}</p>
      <p>{warning.instead}</p>
      <div className={styles.buttons}>
        <button type="button" className={styles.button} onClick={onBack}>
          {warning.back}
        </button>
        <button type="button" className={styles.button} onClick={onLook}>
          {warning.look}
        </button>
      </div>
    </section>
  );
}
