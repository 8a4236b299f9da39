// The sweep, in the place of the curves: what is swept, how far it is, and what comes of it.

import { useEffect, useRef, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Experiment, Sweep } from '../../experiment/experiment';
import { Explained } from '../../ui/explained';
import { CloseIcon } from '../../ui/icons';
import { useStrings } from '../../ui/preferences';
import { useExperiment, usePlayground, useView } from '../playground';
import { kindOf } from './edits';
import { EmptySweep } from './empty-sweep';
import { HeatMap } from './heat-map';
import { Legend } from './legend';
import { LookRow } from './look-row';
import { PlanRow } from './plan-row';
import { PointLine } from './point-line';
import { PointsTable } from './points-table';
import { SettingChart } from './setting-chart';
import { Setup } from './setup';
import styles from './sweep-panel.module.css';
import { TrialsChart } from './trials-chart';
import { useSweep, useSweepRows, useSweepStrings } from './use-sweep';
import { titleOf, verdictWords } from './words';

export function SweepPanel() {
  const words = useSweepStrings();
  const { view } = usePlayground();
  const experiment = useExperiment();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const close = () => {
    view.setState({ area: 'curves' });
    (document.getElementById('sweep-button') ?? document.getElementById('curves-area'))?.focus();
  };
  return (
    <section
      className={styles.panel}
      aria-labelledby="sweep-heading"
      onKeyDown={(event) => {
        // One within a list that hangs above the panel closes that list.
        const isOwn = event.currentTarget.contains(event.target as Node);
        if (event.key === 'Escape' && isOwn && !event.defaultPrevented) close();
      }}
    >
      <header className={styles.header}>
        <h2 id="sweep-heading" ref={heading} tabIndex={-1} className={styles.heading}>
          {words.heading}
        </h2>
        <button type="button" className={styles.close} aria-label={words.close} title={words.close} onClick={close}>
          <CloseIcon />
        </button>
      </header>
      {experiment.sweep ? (
        <Swept experiment={experiment} sweep={experiment.sweep} />
      ) : (
        <EmptySweep experiment={experiment} />
      )}
    </section>
  );
}

const charts = { one: SettingChart, two: HeatMap, search: TrialsChart };

function Swept({ experiment, sweep }: { experiment: Experiment; sweep: Sweep }) {
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
      <Setup {...{ experiment, sweep }} />
      <PlanRow {...{ experiment, sweep }} />
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
