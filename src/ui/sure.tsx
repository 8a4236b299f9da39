// Asks before something is forgotten for good, in the place of the button that would do it.

import styles from './sure.module.css';

interface SureProps {
  question: string;
  aside?: string | null;
  words: { forget: string; keep: string };
  onForget: () => void;
  onKeep: () => void;
}

export function Sure({ question, aside, words, onForget, onKeep }: SureProps) {
  return (
    <fieldset className={styles.sure}>
      <legend className="visually-hidden">{words.forget}</legend>
      <p>
        {question} {aside}
      </p>
      <span className={styles.buttons}>
        <button type="button" className={styles.forget} onClick={onForget}>
          {words.forget}
        </button>
        <button type="button" className={styles.button} ref={focusOnce} onClick={onKeep}>
          {words.keep}
        </button>
      </span>
    </fieldset>
  );
}

/** The same function for every drawing, or each would take the focus back. */
const focusOnce = (button: HTMLButtonElement | null) => button?.focus();
