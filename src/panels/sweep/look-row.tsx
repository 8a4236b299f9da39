// How the points are looked at: chart or table, loss or accuracy, at which epoch, which band; and the legend.

import { useShallow } from 'zustand/react/shallow';
import type { Sweep } from '../../experiment/experiment';
import { bandKinds } from '../../runs/series';
import { type PointRow, sweptMetrics, sweptMoments } from '../../runs/swept-points';
import { Explained } from '../../ui/explained';
import { useStrings } from '../../ui/preferences';
import { runColor } from '../../ui/run-mark';
import { Segments } from '../../ui/segments';
import { useExperiment, usePlayground, useView } from '../playground';
import { type SweepLook, sweepShown } from '../view';
import { kindOf } from './edits';
import styles from './look-row.module.css';
import { validationDash } from './setting-marks';
import { useSweepStrings } from './use-sweep';

export function LookRow({ sweep, rows }: { sweep: Sweep; rows: readonly PointRow[] }) {
  const { curves } = useStrings();
  const words = useSweepStrings();
  const { view } = usePlayground();
  const { look, band, logY } = useView(
    useShallow((state) => ({ look: state.sweepLook, band: state.band, logY: state.logY })),
  );
  const { seeds } = useExperiment().shared;
  const set = (patch: Partial<SweepLook>) => view.setState({ sweepLook: { ...look, ...patch } });
  const isChart = look.shown === 'chart';
  const isLine = isChart && kindOf(sweep) === 'one';
  return (
    <div className={styles.row}>
      <Segments
        label={words.shownLabel}
        options={sweepShown.map((value) => ({ value, label: words.shown[value] }))}
        value={look.shown}
        onChange={(shown) => set({ shown })}
      />
      {isChart && (
        <Segments
          label={words.look.metric}
          options={sweptMetrics.map((value) => ({ value, label: words.look.metrics[value] }))}
          value={look.metric}
          onChange={(metric) => set({ metric })}
        />
      )}
      <select
        className={styles.choice}
        aria-label={words.look.moment}
        value={look.moment}
        onChange={(event) => set({ moment: sweptMoments.find((each) => each === event.currentTarget.value)! })}
      >
        {sweptMoments.map((moment) => (
          <option key={moment} value={moment}>
            {words.look.moments[moment]}
          </option>
        ))}
      </select>
      {isLine && seeds > 1 && (
        <select
          className={styles.choice}
          aria-label={curves.band}
          value={band}
          onChange={(event) => view.setState({ band: bandKinds.find((kind) => kind === event.target.value)! })}
        >
          {bandKinds.map((kind) => (
            <option key={kind} value={kind}>
              {curves.bands[kind](seeds)}
            </option>
          ))}
        </select>
      )}
      {isLine && look.metric === 'loss' && (
        <label className={styles.toggle}>
          <input
            type="checkbox"
            checked={logY}
            onChange={(event) => view.setState({ logY: event.currentTarget.checked })}
          />
          {curves.logY}
        </label>
      )}
      {isChart && <Legend sweep={sweep} rows={rows} />}
    </div>
  );
}

function Legend({ sweep, rows }: { sweep: Sweep; rows: readonly PointRow[] }) {
  const { curves } = useStrings();
  const { look } = useSweepStrings();
  const kind = kindOf(sweep);
  const color = runColor(sweep.run);
  const has = (status: PointRow['status']) => rows.some((row) => row.status === status);
  return (
    <div className={styles.legend}>
      {kind === 'one' && (
        <>
          <span>
            <Line color={color} /> {curves.train}
          </span>
          <span>
            <Line color={color} dash={validationDash} /> {curves.validation}
          </span>
          {rows.some(({ seeds }) => seeds > 1) && (
            <span>
              <Dot fill={color} opacity={0.45} r={2} /> {look.single}
            </span>
          )}
          <span>
            <svg width="14" height="12" aria-hidden="true">
              <rect width="14" height="12" rx="2" fill="var(--differs)" stroke="var(--line-strong)" strokeWidth="0.6" />
            </svg>
            <Explained help={look.withinNoiseHelp}>{look.withinNoise}</Explained>
          </span>
        </>
      )}
      {kind === 'search' && (
        <>
          <span>
            <Line color={color} /> {look.bestTrials}
          </span>
          <span>
            <Line color="var(--mark)" /> {look.others}
          </span>
        </>
      )}
      {has('leftBehind') && kind !== 'two' && (
        <span>
          {kind === 'one' ? <Dot fill="none" stroke={color} r={3} /> : <Line color="var(--mark)" dash="3 4" />}{' '}
          {look.leftBehind}
        </span>
      )}
      {has('diverged') && (
        <span>
          <svg width="10" height="10" aria-hidden="true">
            <path d="M1 1l8 8m0 -8l-8 8" stroke="var(--error)" strokeWidth="1.8" />
          </svg>{' '}
          {look.diverged}
        </span>
      )}
    </div>
  );
}

function Line({ color, dash }: { color: string; dash?: string }) {
  return (
    <svg width="22" height="8" aria-hidden="true">
      <path d="M0 4H22" stroke={color} strokeWidth="2" strokeDasharray={dash} />
    </svg>
  );
}

function Dot({ fill, stroke, r, opacity = 1 }: { fill: string; stroke?: string; r: number; opacity?: number }) {
  return (
    <svg width="9" height="9" aria-hidden="true">
      <circle cx="4.5" cy="4.5" r={r} fill={fill} fillOpacity={opacity} stroke={stroke} strokeWidth="1.3" />
    </svg>
  );
}
