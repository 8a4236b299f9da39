// How the curves are drawn: arrangement, smoothing, axes, which loss; and the legend of the line styles.

import type { CSSProperties } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { bandKinds } from '../../runs/series';
import { trainingsOf } from '../../runs/store';
import { endedEarly } from '../../runs/summary';
import { Explained } from '../../ui/explained';
import { useStrings } from '../../ui/preferences';
import { Segments } from '../../ui/segments';
import { useExperiment, usePlayground, useStatus, useView } from '../playground';
import { arrangements, mostSmoothing } from '../view';
import { validationDash } from './dashes';
import styles from './toolbar.module.css';

export function Toolbar() {
  const { curves } = useStrings();
  const { view } = usePlayground();
  const state = useView(
    useShallow(({ arrangement, smoothing, logY, fromZero, withPenalty, band, singles, beyond }) => ({
      arrangement,
      smoothing,
      logY,
      fromZero,
      withPenalty,
      band,
      singles,
      beyond,
    })),
  );
  const { shared, runs } = useExperiment();
  const { seeds } = shared;
  const stopsEarly = runs.some(({ patience }) => patience > 0);
  // A difference has zero in it, and the band that tells whether it is one.
  const measured = state.arrangement !== 'difference';
  const charts = state.arrangement !== 'table';
  return (
    <div className={styles.toolbar}>
      <Segments
        label={curves.arrangement}
        options={arrangements.map((value) => ({ value, label: curves.arrangements[value] }))}
        value={state.arrangement}
        onChange={(arrangement) => view.setState({ arrangement, hover: null })}
      />
      {charts && (
        <>
          <label className={styles.smoothing}>
            {curves.smoothing}
            <input
              type="range"
              min={0}
              max={mostSmoothing}
              step={0.01}
              value={state.smoothing}
              className={styles.range}
              style={{ '--share': state.smoothing / mostSmoothing, '--slider-color': 'var(--soft)' } as CSSProperties}
              onChange={(event) => view.setState({ smoothing: Number(event.currentTarget.value) })}
            />
            <output>{state.smoothing}</output>
          </label>
          {measured && (
            <>
              <Toggle label={curves.logY} on={state.logY} onChange={(logY) => view.setState({ logY })} />
              <Toggle
                label={curves.fromZero}
                on={state.fromZero}
                onChange={(fromZero) => view.setState({ fromZero })}
              />
            </>
          )}
          <select
            className={styles.choice}
            aria-label={curves.lossShown}
            value={state.withPenalty ? 'total' : 'data'}
            onChange={(event) => view.setState({ withPenalty: event.currentTarget.value === 'total' })}
          >
            <option value="data">{curves.lossChoices.data}</option>
            <option value="total">{curves.lossChoices.total}</option>
          </select>
          {seeds > 1 && measured && (
            <select
              className={styles.choice}
              aria-label={curves.band}
              value={state.band}
              onChange={(event) => view.setState({ band: bandKinds.find((kind) => kind === event.target.value)! })}
            >
              {bandKinds.map((kind) => (
                <option key={kind} value={kind}>
                  {curves.bands[kind](seeds)}
                </option>
              ))}
            </select>
          )}
          {seeds > 1 && (
            <Toggle label={curves.singles} on={state.singles} onChange={(singles) => view.setState({ singles })} />
          )}
          {stopsEarly && measured && (
            <Toggle
              label={curves.beyond}
              help={curves.beyondHelp}
              on={state.beyond}
              onChange={(beyond) => view.setState({ beyond })}
            />
          )}
          <Legend withPenalty={state.withPenalty} />
        </>
      )}
    </div>
  );
}

interface ToggleProps {
  label: string;
  help?: string;
  on: boolean;
  onChange: (on: boolean) => void;
}

function Toggle({ label, help, on, onChange }: ToggleProps) {
  return (
    <label className={styles.toggle} title={help}>
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.currentTarget.checked)} />
      {label}
    </label>
  );
}

function Legend({ withPenalty }: { withPenalty: boolean }) {
  const { curves } = useStrings();
  const hasStops = useStatus((runs) => trainingsOf(runs).some(endedEarly));
  const hasGhost = useStatus((runs) => runs.some((run) => run.ghost !== null));
  return (
    <div className={styles.legend}>
      <span className={styles.legendItem} data-absent={!hasGhost || undefined}>
        <Sample opacity={0.35} width={1.2} /> <Explained help={curves.previousHelp}>{curves.previous}</Explained>
      </span>
      <span className={styles.legendItem}>
        <Sample />
        <Explained help={withPenalty ? curves.trainWithPenaltyHelp : curves.trainHelp}>
          {withPenalty ? curves.trainWithPenalty : curves.train}
        </Explained>
      </span>
      <span className={styles.legendItem}>
        <Sample dash={validationDash} /> <Explained help={curves.validationHelp}>{curves.validation}</Explained>
      </span>
      <span className={`${styles.legendItem} ${styles.marks}`}>
        <BestMark /> <Explained help={curves.bestHelp}>{curves.best}</Explained>
      </span>
      {hasStops && (
        <span className={`${styles.legendItem} ${styles.marks}`}>
          <StopMark /> <Explained help={curves.stoppedHelp}>{curves.stopped}</Explained>
        </span>
      )}
    </div>
  );
}

/** As on a chart of loss. */
function BestMark() {
  return (
    <svg width="9" height="9" aria-hidden="true" focusable="false">
      <circle cx="4.5" cy="4.5" r="3.5" fill="none" stroke="currentColor" strokeWidth="1.6" />
    </svg>
  );
}

function StopMark() {
  return (
    <svg width="9" height="9" aria-hidden="true" focusable="false">
      <rect x="1" y="1" width="7" height="7" fill="none" stroke="currentColor" strokeWidth="1.6" />
    </svg>
  );
}

function Sample({ dash, opacity = 1, width = 2 }: { dash?: string; opacity?: number; width?: number }) {
  return (
    <svg width="22" height="8" aria-hidden="true" focusable="false">
      <path d="M0 4H22" stroke="currentColor" strokeWidth={width} strokeDasharray={dash} opacity={opacity} />
    </svg>
  );
}
