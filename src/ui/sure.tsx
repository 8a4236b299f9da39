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
      <button type="button" className={styles.forget} onClick={onForget}>
        {words.forget}
      </button>
      <button type="button" className={styles.button} ref={(button) => button?.focus()} onClick={onKeep}>
        {words.keep}
      </button>
    </fieldset>
  );
}
