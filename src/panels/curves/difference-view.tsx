// How each run differs from the first, epoch by epoch: a column a run, loss over accuracy, zero where they are alike.

import { type CSSProperties, useMemo } from 'react';
import type { RunState } from '../../runs/store';
import { useStrings } from '../../ui/preferences';
import { RunMark } from '../../ui/run-mark';
import { useSize } from '../../ui/use-size';
import { useView } from '../playground';
import { useRunName } from '../run-name';
import type { Domains } from './axes';
import { Chart } from './chart';
import styles from './curves-panel.module.css';
import type { Curve } from './derive';
import { differenceCurve, differenceDomain } from './differences';
import { columnsFor } from './grid';
import { chartLabel } from './landmark-lines';
import type { Look, Metric } from './points';
import { useArrived } from './use-turn';

interface Props {
  reference: RunState;
  /** The others that are shown. */
  runs: readonly RunState[];
  look: Look;
  lastEpoch: number;
}

export function DifferenceView({ reference, runs, look, lastEpoch }: Props) {
  const { curves } = useStrings();
  const [ref, size] = useSize<HTMLDivElement>();
  const withSingles = useView((view) => view.singles);
  const found = useMemo(() => {
    const of = (metric: Metric) => runs.map((run) => differenceCurve(run, reference, metric, look));
    return { loss: of('loss'), accuracy: of('accuracy') };
  }, [reference, runs, look]);
  const domains = useMemo<Domains>(
    () => ({
      loss: differenceDomain(found.loss, withSingles),
      accuracy: differenceDomain(found.accuracy, withSingles),
    }),
    [found, withSingles],
  );
  if (runs.length === 0) {
    return (
      <div className={styles.empty}>
        <p>{curves.noDifference}</p>
      </div>
    );
  }
  return (
    <div ref={ref} className={styles.columns} style={{ '--columns': columnsFor(runs.length, size) } as CSSProperties}>
      {runs.map((run, index) => (
        <DifferenceFigure
          key={run.id}
          run={run}
          reference={reference}
          loss={found.loss[index]!}
          accuracy={found.accuracy[index]!}
          domains={domains}
          lastEpoch={lastEpoch}
          smoothed={look.smoothing > 0}
          isFirst={index === 0}
        />
      ))}
    </div>
  );
}

interface FigureProps {
  run: RunState;
  reference: RunState;
  loss: Curve;
  accuracy: Curve;
  domains: Domains;
  lastEpoch: number;
  smoothed: boolean;
  /** It is drawn at once, and the others after it. */
  isFirst: boolean;
}

function DifferenceFigure({ run, reference, domains, lastEpoch, smoothed, isFirst, ...found }: FigureProps) {
  const arrived = { loss: useArrived(isFirst), accuracy: useArrived(false) };
  const strings = useStrings();
  const { curves } = strings;
  const title = curves.lessThan(run.id, reference.id);
  const seeds = Math.max(1, found.loss.singles.length);
  const figure = (metric: Metric) =>
    arrived[metric] && (
      <Chart
        name={title}
        label={chartLabel(curves.chart(title, curves.metrics[metric]), metric, null, strings)}
        curves={[found[metric]]}
        metric={metric}
        domain={domains[metric]}
        landmarks={null}
        overlaid={false}
        withYTicks
        {...{ lastEpoch, smoothed }}
      />
    );
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <RunMark id={run.id} hollow={false} />
        <b>{title}</b>
        <span className={styles.name}>{useRunName(run.id)}</span>
        <span className={styles.metric}>{curves.differenceBand(seeds)}</span>
      </figcaption>
      <div className={styles.loss}>{figure('loss')}</div>
      <div className={styles.accuracyCaption}>{curves.metrics.accuracy}</div>
      <div className={styles.accuracy}>{figure('accuracy')}</div>
    </figure>
  );
}
