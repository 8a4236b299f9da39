// How the points are looked at: chart or table, loss or accuracy, at which epoch, which band.

import { useShallow } from 'zustand/react/shallow';
import type { Sweep } from '../../experiment/experiment';
import { bandKinds } from '../../runs/series';
import { sweptMetrics, sweptMoments } from '../../runs/swept-look';
import { useStrings } from '../../ui/preferences';
import { Segments } from '../../ui/segments';
import { useExperiment, usePlayground, useView } from '../playground';
import { type SweepLook, sweepShown } from '../view';
import { kindOf } from './edits';
import styles from './look-row.module.css';
import { useSweepStrings } from './use-sweep';

export function LookRow({ sweep }: { sweep: Sweep }) {
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
    </div>
  );
}
