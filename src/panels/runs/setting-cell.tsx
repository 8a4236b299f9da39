// One cell of the runs table: the value, which opens its editor, and under it a slider to drag at once.

import { memo } from 'react';
import type { RunId } from '../../experiment/experiment';
import { type RunFormId, runFields } from '../../experiment/run-fields';
import { settingWords, valueWords } from '../../strings/setting-words';
import { useStrings } from '../../ui/preferences';
import { runColor } from '../../ui/run-mark';
import { StopSlider } from '../../ui/stop-slider';
import { changeRun } from '../edits';
import { useSession } from '../playground';
import styles from './runs-panel.module.css';
import type { CellPlace } from './setting-editor';

interface Props {
  setting: RunFormId;
  run: RunId;
  index: number;
  value: number | string;
  /** It does nothing beside the run's other settings. */
  idle: boolean;
  /** From run A. */
  differs: boolean;
  compact: boolean;
  place: string;
  /** One cell of the table is a tab stop; arrow keys lead to the others. */
  tabbable: boolean;
  opened: boolean;
  onFocus: (place: string) => void;
  onOpen: (place: CellPlace | null) => void;
}

export const SettingCell = memo(function SettingCell(props: Props) {
  const { setting, run, index, value, idle, differs, compact, place, tabbable, opened, onFocus, onOpen } = props;
  const strings = useStrings();
  const session = useSession();
  const field = runFields[setting];
  const words = settingWords(setting, strings);
  const label = `${strings.runs.run(run)}, ${words.fullLabel}`;
  const off = field.kind === 'number' && field.off && value === 0;
  const shown = valueWords(setting, value, strings, compact);
  if (idle) {
    return (
      <td className={styles.cell}>
        <div className={styles.box}>
          <button
            type="button"
            className={`${styles.value} ${styles.off}`}
            data-place={place}
            tabIndex={tabbable ? 0 : -1}
            aria-disabled
            aria-label={`${label}: ${strings.runs.idle}`}
            title={strings.runs.idle}
            onFocus={() => onFocus(place)}
          >
            –
          </button>
        </div>
      </td>
    );
  }
  return (
    <td className={styles.cell} data-differs={differs || undefined} data-opened={opened || undefined}>
      <div className={styles.box}>
        <button
          type="button"
          className={off ? `${styles.value} ${styles.off}` : styles.value}
          data-place={place}
          tabIndex={tabbable ? 0 : -1}
          aria-label={`${label}: ${shown}`}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onFocus={() => onFocus(place)}
          onClick={(event) => onOpen(opened ? null : { setting, run, index, button: event.currentTarget })}
        >
          {shown}
        </button>
        {field.kind === 'number' && (
          <StopSlider
            thin
            field={field}
            value={Number(value)}
            label={strings.input.slider(label)}
            valueText={shown}
            color={runColor(run)}
            onChange={(next, gesture) => session.edit(changeRun(index, { [setting]: next }), gesture)}
          />
        )}
      </div>
    </td>
  );
});
