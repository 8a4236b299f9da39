// What comes of a sweep: its points as a chart or a table, which is best, and the point that is read.

import { useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Experiment, Sweep } from '../../experiment/experiment';
import { Explained } from '../../ui/explained';
import { useStrings } from '../../ui/preferences';
import { useView } from '../playground';
import { kindOf } from './edits';
import { HeatMap } from './heat-map';
import { Legend } from './legend';
import { LookRow } from './look-row';
import { PointLine } from './point-line';
import { PointsTable } from './points-table';
import { SettingChart } from './setting-chart';
import styles from './sweep-panel.module.css';
import { TrialsChart } from './trials-chart';
import { useSweep, useSweepRows, useSweepStrings } from './use-sweep';
import { titleOf, verdictWords } from './words';

const charts = { one: SettingChart, two: HeatMap, search: TrialsChart };

interface Props {
  experiment: Experiment;
  /** That of the points. */
  sweep: Sweep;
}

export function Outcome({ experiment, sweep }: Props) {
  const strings = useStrings();
  const words = useSweepStrings();
  const { rows, verdict } = useSweepRows();
  const { activity } = useSweep();
  const { shown, metric } = useView(useShallow((state) => state.sweepLook));
  const [hovered, setHovered] = useState<number | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const rowAt = (place: number | null) => rows.find(({ index }) => index === place) ?? null;
  const read = rowAt(hovered ?? chosen);
  const isTrained = rows.some(({ measured, status }) => measured.length > 0 || status === 'diverged');
  const sentence = verdict
    ? verdictWords(sweep, rows, verdict, metric, { strings, words })
    : isTrained
      ? ''
      : words.chart.nothingYet;
  const Chart = charts[kindOf(sweep)];
  return (
    <>
      <LookRow sweep={sweep} />
      {shown === 'table' ? (
        <PointsTable {...{ experiment, sweep, rows, verdict }} />
      ) : (
        <figure className={styles.figure}>
          <figcaption className={styles.caption}>
            <span>{titleOf(sweep, metric, rows.length, { strings, words })}</span>
            <Legend {...{ sweep, rows, verdict }} />
          </figcaption>
          <Chart
            {...{ sweep, rows, verdict, metric, sentence }}
            current={read?.index ?? null}
            onHover={setHovered}
            onChoose={setChosen}
          />
        </figure>
      )}
      <p className={styles.verdict}>
        {sentence}{' '}
        {verdict && verdict.pickedFrom > 1 && (
          <Explained help={words.verdict.luck}>
            {activity === 'finished'
              ? words.verdict.picked(verdict.pickedFrom)
              : words.verdict.pickedSoFar(verdict.pickedFrom)}
          </Explained>
        )}
      </p>
      <PointLine {...{ experiment, sweep, rows, verdict }} row={read ?? verdict?.best ?? null} chosen={rowAt(chosen)} />
    </>
  );
}
