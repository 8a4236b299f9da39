// How many results this browser keeps, and the button that forgets them.

import { useEffect, useState } from 'react';
import { useStrings } from '../../ui/preferences';
import { Sure } from '../../ui/sure';
import { useSession } from '../playground';
import styles from './kept-results.module.css';

export function KeptResults() {
  const strings = useStrings();
  const words = strings.backend.keptResults;
  const { kept } = useSession();
  const [count, setCount] = useState(0);
  const [asked, setAsked] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => {
    let isShown = true;
    void kept?.count().then((counted) => {
      if (isShown && counted.ok) setCount(counted.value);
    });
    return () => {
      isShown = false;
    };
  }, [kept]);

  async function forgetAll() {
    const answer = await kept!.forgetAll();
    setAsked(false);
    setSaid(answer.ok ? words.forgotten : strings.ownTexts.storage(answer.failure));
    if (answer.ok) setCount(0);
  }

  if (count === 0 && !said) return null;
  return (
    <div className={styles.kept}>
      {asked ? (
        <Sure
          question={words.sure(count)}
          words={strings.ownTexts}
          onForget={() => void forgetAll()}
          onKeep={() => setAsked(false)}
        />
      ) : (
        <>
          <p role="status">{said ?? words.about(count)}</p>
          {count > 0 && (
            <button type="button" className={styles.ask} onClick={() => setAsked(true)}>
              {strings.ownTexts.forgetAll}
            </button>
          )}
        </>
      )}
    </div>
  );
}
