// The curves: loss over accuracy, side by side, overlaid or as a table.

import { useEffect, useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { type Training, trainingsOf } from '../../runs/store';
import type { Domain } from '../../ui/domain';
import { useStrings } from '../../ui/preferences';
import { MissingFile } from '../import/missing-file';
import { useIsMissing } from '../import/state/importing';
import { useExperiment, usePlayground, useRuns, useSession, useView } from '../playground';
import { isVisible } from '../view';
import { type Domains, domainOf, type Scaling } from './axes';
import styles from './curves-panel.module.css';
import { CurvesTable } from './curves-table';
import { type Curve, curvesOf } from './derive';
import { DifferenceView } from './difference-view';
import { landmarksOn } from './landmarks';
import { Overlaid } from './overlaid';
import type { Metric } from './points';
import { Readout } from './readout-card';
import { SideBySide } from './side-by-side';
import { Toolbar } from './toolbar';
import { useLandmarks } from './use-landmarks';
import { useStableIds } from './use-stable';

export function CurvesPanel() {
  const strings = useStrings();
  const { view } = usePlayground();
  const experiment = useExperiment();
  const runs = useRuns();
  const look = useView(useShallow(({ smoothing, withPenalty, band }) => ({ smoothing, withPenalty, band })));
  const { arrangement, logY, fromZero, singles, hidden, solo } = useView(
    useShallow((state) => ({
      arrangement: state.arrangement,
      logY: state.logY,
      fromZero: state.fromZero,
      singles: state.singles,
      hidden: state.hidden,
      solo: state.solo,
    })),
  );

  const session = useSession();
  const beyond = useView((state) => state.beyond);
  useEffect(() => session.showBeyond(beyond), [session, beyond]);

  const trainings = trainingsOf(runs);
  const visible = useMemo(() => runs.filter((run) => isVisible({ hidden, solo }, run.id)), [runs, hidden, solo]);
  const curves = useMemo(
    () => ({
      loss: visible.flatMap((run) => curvesOf(run, 'loss', look)),
      accuracy: visible.flatMap((run) => curvesOf(run, 'accuracy', look)),
    }),
    [visible, look],
  );
  const compared = useMemo(() => visible.filter((run) => run !== runs[0]), [visible, runs]);
  const landmarks = useLandmarks(runs, experiment.shared);
  const chance = chanceOf(trainings);
  const loss = useStableDomain(curves.loss, 'loss', { log: logY, fromZero, withSingles: singles });
  const accuracy = useStableDomain(curves.accuracy, 'accuracy', {
    log: false,
    fromZero,
    withSingles: singles,
    // An axis that does not begin at zero begins at chance.
    alsoShown: [
      ...landmarksOn(landmarks ?? {}, 'accuracy').map(([, accuracy]) => accuracy),
      ...(chance === null ? [] : [chance]),
    ],
  });
  const domains = useMemo<Domains>(() => ({ loss, accuracy }), [loss, accuracy]);
  const reached = trainings.map(({ results }) => results.at(-1)?.epoch ?? 0);
  const lastEpoch = Math.max(2, experiment.shared.epochs, ...reached);
  const isMissing = useIsMissing();
  const ids = useStableIds(visible.map((run) => run.id));
  const isEmpty =
    runs.every(({ ghost }) => ghost === null) &&
    trainings.every(({ results, status }) => results.length === 0 && status === 'idle');

  return (
    <section className={styles.panel} aria-label={strings.curves.heading} id="curves">
      <Toolbar />
      <div className={styles.area} id="charts">
        {isMissing ? (
          <div className={styles.empty}>
            <MissingFile />
          </div>
        ) : ids.length === 0 && runs.length > 0 ? (
          <div className={styles.empty}>
            <p>{strings.curves.allHidden}</p>
            <button type="button" className={styles.link} onClick={() => view.setState({ hidden: [], solo: null })}>
              {strings.curves.showAll}
            </button>
          </div>
        ) : arrangement === 'sideBySide' ? (
          <SideBySide {...{ ids, domains, lastEpoch, landmarks }} />
        ) : arrangement === 'overlaid' ? (
          <Overlaid {...{ curves, domains, lastEpoch, landmarks }} />
        ) : arrangement === 'difference' ? (
          <DifferenceView reference={runs[0]!} runs={compared} {...{ look, lastEpoch }} />
        ) : (
          <CurvesTable runs={visible} landmarks={landmarks} />
        )}
        {isEmpty && !isMissing && ids.length > 0 && arrangement !== 'table' && (
          <div className={styles.invitation}>
            <div>
              <p className={styles.invite}>{strings.curves.empty}</p>
              <p>{strings.curves.emptyMore(runs.length)}</p>
            </div>
          </div>
        )}
      </div>
      {arrangement !== 'table' && <Readout runs={visible} />}
    </section>
  );
}

/** The accuracy of guessing every label equally often; null before the texts are known. */
function chanceOf(trainings: readonly Training[]): number | null {
  const labels = trainings.find(({ data }) => data)?.data?.labels.length;
  return labels === undefined ? null : 1 / labels;
}

/** The same object while it says the same, so that charts of other runs are not drawn anew. */
function useStableDomain(curves: readonly Curve[], metric: Metric, scaling: Scaling): Domain {
  const domain = domainOf(curves, metric, scaling);
  const key = JSON.stringify(domain);
  // The key is the domain.
  return useMemo(() => domain, [key]);
}
