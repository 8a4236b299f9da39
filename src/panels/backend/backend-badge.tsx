// The badge in the bar: what computes, how fast, and whether exactly. Opens the choice of all backends.

import { useState } from 'react';
import { DialogPopover } from '../../ui/dialog-popover';
import { formatCount } from '../../ui/format';
import { ChevronIcon } from '../../ui/icons';
import { useStrings } from '../../ui/preferences';
import { useCalibration, useExperiment, useRuns } from '../playground';
import styles from './backend-badge.module.css';
import { BackendChoices } from './backend-choices';
import { type BackendSummary, summaryOf } from './derive';

export function BackendBadge() {
  const { backend: words } = useStrings();
  const { measurements, measuring } = useCalibration();
  const summary = summaryOf(useRuns(), useExperiment().shared.backend, measurements);
  const { inUse, exact, measured, tokensPerSecond, standsIn } = summary;
  const [opened, setOpened] = useState(false);
  const speed = measured ? words.estimate : words.speed;
  return (
    <DialogPopover
      opened={opened}
      onChange={setOpened}
      label={words.label}
      width={384}
      className={styles.menu}
      target={
        <button
          type="button"
          className={styles.badge}
          title={words.hint}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
          data-exact={exact || undefined}
          data-stands-in={standsIn || undefined}
        >
          <i aria-hidden="true" />
          <span className={styles.what}>
            <span className={styles.names}>{inUse.map(({ backend }) => backend).join(' + ')}</span>{' '}
            <span className={styles.exact}>{exact ? words.exact : words.approximate}</span>
          </span>{' '}
          {tokensPerSecond > 0 ? (
            <span className={styles.speed}>{speed(formatCount(tokensPerSecond))}</span>
          ) : (
            measuring && <span className={styles.speed}>{words.measuring}</span>
          )}
          <ChevronIcon />
        </button>
      }
    >
      <InUse summary={summary} />
      <BackendChoices />
    </DialogPopover>
  );
}

/** A line for each backend, with its runs where there are several. */
function InUse({ summary: { inUse, measured, next } }: { summary: BackendSummary }) {
  const { backend: words } = useStrings();
  return (
    <div className={styles.inUse}>
      <h3>{measured ? words.willRun : words.inUse}</h3>
      <ul>
        {inUse.map(({ backend, exact, adapter, runs, tokensPerSecond }) => (
          <li key={backend}>
            <b>{backend}</b>
            <span>{exact ? words.exact : words.approximate}</span>
            {inUse.length > 1 && <span>{words.runs(runs)}</span>}
            {tokensPerSecond > 0 && (
              <span className={styles.rate}>
                {(measured ? words.estimate : words.speed)(formatCount(tokensPerSecond))}
              </span>
            )}
            {adapter && <small>{adapter}</small>}
          </li>
        ))}
      </ul>
      {next && <p>{words.next(next)}</p>}
    </div>
  );
}
