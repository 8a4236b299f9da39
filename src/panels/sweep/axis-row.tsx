// One setting that is swept: which, and its values, or of a search its ends.

import type { SweepAxis } from '../../experiment/experiment';
import { mostPoints, mostValues, sweepField } from '../../experiment/sweep';
import { CloseIcon } from '../../ui/icons';
import { NumberBox } from '../../ui/number-box';
import { useStrings } from '../../ui/preferences';
import { useExperiment, useSession } from '../playground';
import { aroundHere, changeSetting, changeValues, type kindOf, removeAxis, wholeRange } from './edits';
import { SettingPicker } from './setting-picker';
import styles from './setup.module.css';
import { useSweepStrings } from './use-sweep';
import { ValuesBox } from './values-box';
import { settingName } from './words';

interface Props {
  place: number;
  axes: readonly SweepAxis[];
  kind: ReturnType<typeof kindOf>;
  options: readonly SweepAxis['setting'][];
}

export function AxisRow({ place, axes, kind, options }: Props) {
  const strings = useStrings();
  const { setup } = useSweepStrings();
  const session = useSession();
  const experiment = useExperiment();
  const axis = axes[place]!;
  const { setting, values } = axis;
  const field = sweepField(setting);
  const name = settingName(setting, strings);
  const free = options.filter((option) => option === setting || axes.every((other) => other.setting !== option));
  const setValues = (next: readonly number[]) => session.edit(changeValues(place, next));
  const others = kind === 'two' ? axes[1 - place]!.values.length : 1;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return (
    <div className={styles.row}>
      <SettingPicker
        label={axes.length > 1 ? setup.settingOf(place + 1) : setup.setting}
        setting={setting}
        options={free}
        onChange={(next) => session.edit(changeSetting(place, next))}
      />
      {kind === 'search' ? (
        <>
          <span className={styles.ends}>
            <span className={styles.soft}>{setup.from}</span>
            <NumberBox
              field={{ ...field, max: high }}
              value={low}
              label={setup.lowOf(name)}
              onChange={(value) => setValues([value, high])}
            />
            <span className={styles.soft}>{setup.to}</span>
            <NumberBox
              field={{ ...field, min: Math.max(low, field.min) }}
              value={high}
              label={setup.highOf(name)}
              onChange={(value) => setValues([low, value])}
            />
          </span>
          <button
            type="button"
            className={styles.leave}
            aria-label={setup.removeSetting(name)}
            title={setup.removeSetting(name)}
            disabled={axes.length < 2}
            onClick={() => session.edit(removeAxis(place))}
          >
            <CloseIcon />
          </button>
        </>
      ) : (
        <>
          <ValuesBox
            key={setting}
            field={field}
            name={name}
            values={values}
            most={Math.min(mostValues, Math.floor(mostPoints / others))}
            onChange={setValues}
          />
          <span className={styles.quick}>
            <button type="button" onClick={() => setValues(wholeRange(setting, kind === 'two' ? 6 : 12))}>
              {field.scale === 'log' ? setup.wholeRangeLog : setup.wholeRange}
            </button>
            <button type="button" onClick={() => setValues(aroundHere(experiment, setting))}>
              {setup.aroundHere}
            </button>
          </span>
        </>
      )}
    </div>
  );
}
