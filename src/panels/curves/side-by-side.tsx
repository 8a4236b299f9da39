// One column a run, loss over accuracy, all on the same axes.

import { type CSSProperties, memo, useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { RunId } from '../../experiment/experiment';
import type { Training } from '../../runs/store';
import { endedEarly, type RunSummary, summaryOf } from '../../runs/summary';
import { useStrings } from '../../ui/preferences';
import { RunMark } from '../../ui/run-mark';
import { useNarrow } from '../../ui/use-narrow';
import { useSize } from '../../ui/use-size';
import { useRun, useView } from '../playground';
import { useRunName } from '../run-name';
import type { Domains } from './axes';
import { Chart } from './chart';
import styles from './curves-panel.module.css';
import { curvesOf } from './derive';
import { columnsFor, sharesTicks } from './grid';
import { chartLabel } from './landmark-lines';
import type { Landmarks } from './landmarks';
import { withStops } from './stop-marks';
import { useArrived } from './use-turn';

interface Props {
  ids: readonly RunId[];
  domains: Domains;
  lastEpoch: number;
  landmarks: Landmarks | null;
}

export function SideBySide({ ids, domains, lastEpoch, landmarks }: Props) {
  const narrow = useNarrow();
  const [ref, size] = useSize<HTMLDivElement>();
  const columns = narrow ? ids.length : columnsFor(ids.length, size);
  const sharedTicks = sharesTicks(columns) && !narrow;
  return (
    <div
      ref={ref}
      className={styles.columns}
      style={{ '--columns': columns } as CSSProperties}
      data-shared-ticks={sharedTicks || undefined}
    >
      {ids.map((id, index) => (
        <RunFigure
          key={id}
          id={id}
          domains={domains}
          isFirst={index === 0}
          lastEpoch={lastEpoch}
          landmarks={landmarks}
          withYTicks={!sharedTicks || index % columns === 0}
          sharedTicks={sharedTicks}
        />
      ))}
    </div>
  );
}

interface FigureProps {
  id: RunId;
  domains: Domains;
  /** It is drawn at once, and the others after it. */
  isFirst: boolean;
  lastEpoch: number;
  landmarks: Landmarks | null;
  withYTicks: boolean;
  /** Whether the columns are narrow. */
  sharedTicks: boolean;
}

const RunFigure = memo(function RunFigure(props: FigureProps) {
  const { id, domains, lastEpoch, landmarks, withYTicks, sharedTicks } = props;
  const lossArrived = useArrived(props.isFirst);
  const accuracyArrived = useArrived(false);
  const strings = useStrings();
  const run = useRun(id);
  const name = useRunName(id);
  const look = useView(useShallow(({ smoothing, withPenalty, band }) => ({ smoothing, withPenalty, band })));
  const curves = useMemo(
    () => (run ? { loss: curvesOf(run, 'loss', look), accuracy: curvesOf(run, 'accuracy', look) } : null),
    [run, look],
  );
  if (!run || !curves) return null;
  const lossName = look.withPenalty ? strings.curves.lossWithPenalty : strings.curves.metrics.loss;
  const shared = { lastEpoch, landmarks, withYTicks, smoothed: look.smoothing > 0, overlaid: false };
  const title = `${id}, ${name}`;
  const summary = summaryOf(run.trainings);
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <RunMark id={id} hollow={false} />
        <b>{id}</b>
        <span className={styles.name} title={name}>
          {name}
        </span>
        <RunProgress summary={summary} trainings={run.trainings} />
        {!sharedTicks && <span className={styles.metric}>{lossName}</span>}
      </figcaption>
      {sharedTicks && <div className={styles.lossCaption}>{withYTicks && strings.curves.metrics.loss}</div>}
      <div className={styles.loss}>
        {lossArrived && (
          <Chart
            {...shared}
            name={title}
            label={withStops(
              chartLabel(strings.curves.chart(title, lossName), 'loss', landmarks, strings),
              curves.loss,
              strings,
            )}
            curves={curves.loss}
            metric="loss"
            domain={domains.loss}
            note={summary.results.length === 0 && <RunNote id={id} summary={summary} />}
          />
        )}
      </div>
      <div className={styles.accuracyCaption}>{withYTicks && strings.curves.metrics.accuracy}</div>
      <div className={styles.accuracy}>
        {accuracyArrived && (
          <Chart
            {...shared}
            name={title}
            label={chartLabel(
              strings.curves.chart(title, strings.curves.metrics.accuracy),
              'accuracy',
              landmarks,
              strings,
            )}
            curves={curves.accuracy}
            metric="accuracy"
            domain={domains.accuracy}
          />
        )}
      </div>
    </figure>
  );
});

interface ProgressProps {
  summary: RunSummary;
  trainings: readonly Training[];
}

/** Said in the caption only where a run stands still before its end. */
function RunProgress({ summary: { status, results, failure }, trainings }: ProgressProps) {
  const strings = useStrings();
  const epoch = results.at(-1)?.epoch ?? 0;
  if (status === 'stopped') return <span className={styles.state}>{strings.curves.stoppedAt(epoch)}</span>;
  const early = trainings.filter(endedEarly).map((training) => training.results.at(-1)!.epoch);
  if (status === 'finished' && early.length > 0) {
    return <span className={styles.state}>{strings.curves.endedEarly(Math.min(...early), Math.max(...early))}</span>;
  }
  if (status === 'paused') return <span className={styles.state}>{strings.curves.pausedAt(epoch)}</span>;
  if (status === 'failed' && failure && epoch > 0) {
    return <span className={styles.failed}>{strings.messages.failedShort(failure)}</span>;
  }
  return null;
}

/** Said in the empty chart. */
function RunNote({ id, summary: { status, failure } }: { id: RunId; summary: RunSummary }) {
  const strings = useStrings();
  switch (status) {
    case 'waiting':
      return <p>{strings.curves.waiting(id)}</p>;
    case 'starting':
      return <p>{strings.curves.starting(id)}</p>;
    case 'training':
      return <p>{strings.curves.noEpoch}</p>;
    case 'failed':
      return failure && <p className={styles.failed}>{strings.messages.failedShort(failure)}</p>;
    default:
      return null;
  }
}
