// What is swept: the run, the kind, the settings with their values, seeds, halving.

import { type Experiment, runIdsOf, type Sweep } from '../../experiment/experiment';
import { integer } from '../../experiment/field';
import { sharedFields } from '../../experiment/shared-fields';
import { mostAxes, mostPoints, sweepable, sweptRun } from '../../experiment/sweep';
import { Explained } from '../../ui/explained';
import { NumberBox } from '../../ui/number-box';
import { Segments } from '../../ui/segments';
import { changeShared } from '../edits';
import { useSession } from '../playground';
import { AxisRow } from './axis-row';
import { addAxis, changeKind, changePlan, changeSweptRun, kindOf, sweepKinds } from './edits';
import styles from './setup.module.css';
import { useSweepStrings } from './use-sweep';

const trialsField = integer({ key: 'rand', min: 1, max: mostPoints, default: 30 });
const seedField = integer({ key: 'rs', min: 0, max: 4_294_967_295, default: 1 });
const halvings = [0, 2, 3, 4];

export function Setup({ experiment, sweep }: { experiment: Experiment; sweep: Sweep }) {
  const { setup } = useSweepStrings();
  const session = useSession();
  const { shared, runs } = experiment;
  const run = sweptRun(experiment);
  const kind = kindOf(sweep);
  const options = run ? sweepable(shared, run) : [];
  return (
    <section className={styles.setup} aria-label={setup.label}>
      <div className={styles.row}>
        <label className={styles.field}>
          <span className={styles.soft}>{setup.run}</span>
          <select
            className={styles.select}
            value={sweep.run}
            onChange={(event) => {
              const id = runIdsOf(runs).find((each) => each === event.currentTarget.value);
              if (id) session.edit(changeSweptRun(id));
            }}
          >
            {runIdsOf(runs).map((id) => (
              <option key={id}>{id}</option>
            ))}
          </select>
        </label>
        <Segments
          label={setup.kind}
          options={sweepKinds.map((value) => ({ value, label: setup.kinds[value] }))}
          value={kind}
          onChange={(next) => session.edit(changeKind(next))}
        />
        <span className={styles.field}>
          <Explained className={styles.soft} help={setup.seedsHelp}>
            {setup.seeds}
          </Explained>
          <NumberBox
            field={sharedFields.seeds}
            value={shared.seeds}
            label={setup.seeds}
            onChange={(seeds) => session.edit(changeShared({ seeds }))}
          />
        </span>
        <span className={styles.field}>
          <Explained className={styles.soft} help={setup.halvingHelp}>
            {setup.halving}
          </Explained>
          <select
            className={styles.select}
            aria-label={setup.halving}
            value={sweep.halving}
            onChange={(event) => session.edit(changePlan({ halving: Number(event.currentTarget.value) }))}
          >
            {halvings.map((halving) => (
              <option key={halving} value={halving}>
                {setup.halvings[halving]}
              </option>
            ))}
          </select>
        </span>
      </div>
      {sweep.axes.map(({ setting }, place) => (
        <AxisRow key={setting} {...{ place, kind, options }} axes={sweep.axes} />
      ))}
      {kind === 'search' && (
        <div className={styles.row}>
          <button
            type="button"
            className={styles.add}
            disabled={sweep.axes.length >= Math.min(mostAxes.random, options.length)}
            onClick={() => session.edit(addAxis)}
          >
            {setup.add}
          </button>
          <span className={styles.field}>
            <span className={styles.soft}>{setup.trials}</span>
            <NumberBox
              field={trialsField}
              value={sweep.trials}
              label={setup.trials}
              onChange={(trials) => session.edit(changePlan({ trials }))}
            />
          </span>
          <span className={styles.field}>
            <Explained className={styles.soft} help={setup.searchSeedHelp}>
              {setup.searchSeed}
            </Explained>
            <NumberBox
              field={seedField}
              value={sweep.sweepSeed}
              label={setup.searchSeed}
              onChange={(sweepSeed) => session.edit(changePlan({ sweepSeed }))}
            />
          </span>
        </div>
      )}
    </section>
  );
}
