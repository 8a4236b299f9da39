// Copies the experiment's link; where the clipboard refuses, shows the link selected.

import { Popover } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { printLink } from '../../experiment/link';
import { sealLink } from '../../experiment/link-seal';
import { ShareIcon } from '../../ui/icons';
import { useStrings } from '../../ui/preferences';
import { summaryOf } from '../backend/derive';
import { useSession } from '../playground';
import styles from './bar.module.css';

type Outcome = { kind: 'copied'; exact: boolean; file: string } | { kind: 'refused'; link: string };

const confirmationMs = 4000;

export function ShareButton() {
  const { bar } = useStrings();
  const session = useSession();
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  useEffect(() => {
    if (outcome?.kind !== 'copied') return;
    const timer = setTimeout(() => setOutcome(null), confirmationMs);
    return () => clearTimeout(timer);
  }, [outcome]);

  const share = async () => {
    const { origin, pathname } = window.location;
    const { experiment } = session.experiment.getState();
    const link = `${origin}${pathname}${sealLink(printLink(experiment))}`;
    const { measurements } = session.calibration.getState();
    const { exact } = summaryOf(session.runs.getState().runs, experiment.shared.backend, measurements);
    try {
      await navigator.clipboard.writeText(link);
      const file = experiment.shared.corpus === 'imported' ? experiment.shared.importedName : '';
      setOutcome({ kind: 'copied', exact, file });
    } catch {
      setOutcome({ kind: 'refused', link });
    }
  };

  return (
    <Popover
      opened={outcome !== null}
      onDismiss={() => setOutcome(null)}
      position="bottom-end"
      shadow="md"
      width={320}
      withRoles={false}
      returnFocus
    >
      <Popover.Target>
        <button type="button" className={styles.button} aria-label={bar.share} title={bar.shareHint} onClick={share}>
          <span className={styles.narrowOnly}>
            <ShareIcon />
          </span>
          <span className={styles.wide}>{bar.share}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown className={styles.explanation} role="status">
        {outcome?.kind === 'copied' && <p>{bar.copiedLong(outcome.exact, outcome.file)}</p>}
        {outcome?.kind === 'refused' && <LinkBox link={outcome.link} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function LinkBox({ link }: { link: string }) {
  const { bar } = useStrings();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      input.current?.focus({ preventScroll: true });
      input.current?.select();
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  return (
    <>
      <p>{bar.copyRefused}</p>
      <input ref={input} className={styles.link} type="text" readOnly value={link} aria-label={bar.linkLabel} />
    </>
  );
}
