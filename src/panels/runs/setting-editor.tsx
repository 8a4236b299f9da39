// The editor of one cell, in a panel beside it: slider, typed number or choice, and a sentence on what it does.

import { type RunId, runIdsOf } from '../../experiment/experiment';
import { type RunFormId, type RunRow, runFields } from '../../experiment/run-fields';
import { choiceWords, settingWords, valueWords } from '../../strings/setting-words';
import { ChoiceList } from '../../ui/choice-list';
import { LogSlider } from '../../ui/log-slider';
import { useStrings } from '../../ui/preferences';
import { RunMark, runColor } from '../../ui/run-mark';
import { type Dock, EditorPanel } from '../editor-panel';
import styles from '../editor-panel.module.css';
import { changeAllRuns, changeRun } from '../edits';
import { useExperiment, useSession } from '../playground';
import { NetworkLines } from './network-lines';

export interface CellPlace {
  setting: RunFormId;
  run: RunId;
  index: number;
  button: HTMLElement;
}

interface Props {
  place: CellPlace;
  onClose: () => void;
}

export function SettingEditor({ place, onClose }: Props) {
  const strings = useStrings();
  const session = useSession();
  const { runs } = useExperiment();
  const { setting, run, index, button } = place;
  const value = runs[index]![setting];
  const field: RunRow = runFields[setting];
  const words = settingWords(setting, strings);
  const label = `${strings.runs.run(run)}, ${words.fullLabel}`;
  const edit = (next: number | string, gesture?: string) =>
    session.edit(changeRun(index, { [setting]: next }), gesture);

  return (
    // Off the rows that it is compared with, where that can be.
    <EditorPanel anchor={button} dock={placeOffTable(button)} label={label} onClose={onClose}>
      <h3 className={styles.title}>
        <RunMark id={run} /> {run} <span>{words.fullLabel}</span>
      </h3>
      {field.kind === 'number' ? (
        <LogSlider
          field={field}
          value={Number(value)}
          label={label}
          valueText={valueWords(setting, value, strings)}
          color={runColor(run)}
          onChange={edit}
        />
      ) : (
        <ChoiceList
          label={label}
          options={(field.kind === 'choice' ? field.options : []).map((option) => ({
            value: option,
            label: valueWords(setting, option, strings),
            help: choiceWords(setting, option, strings)?.help,
          }))}
          value={String(value)}
          onChange={edit}
        />
      )}
      <p className={styles.help}>{words.help}</p>
      <NetworkLines run={runs[index]!} setting={setting} />
      <div className={styles.actions}>
        <button
          type="button"
          disabled={runs.every((other) => other[setting] === value)}
          onClick={() => session.edit(changeAllRuns({ [setting]: value }))}
        >
          {strings.runs.forAll}
        </button>
        {index > 0 && (
          <button type="button" disabled={value === runs[0]![setting]} onClick={() => edit(runs[0]![setting])}>
            {strings.runs.asIn(runIdsOf(runs)[0]!)}
          </button>
        )}
      </div>
    </EditorPanel>
  );
}

/** Of an editor with its explanation, in pixels. */
const room = 230;

/** Below the table, else at the bottom of the side panel; null where the editor would cover its own cell. */
function placeOffTable(button: HTMLElement): Dock | null {
  const [end, bottom] = ['runs-end', 'side-end'].map((id) => document.getElementById(id));
  if (!end || !bottom) return null;
  if (end.getBoundingClientRect().bottom + room < window.innerHeight) return { element: end, side: 'bottom' };
  const isClear = button.getBoundingClientRect().bottom + room < window.innerHeight;
  return isClear ? { element: bottom, side: 'top' } : null;
}
