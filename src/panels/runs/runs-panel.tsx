// The runs as columns of one table, settings as rows, so that runs are read across.

import { type CSSProperties, useState } from 'react';
import { differsFrom } from '../../experiment/difference';
import { maxRuns, type RunSettings, runIdsOf } from '../../experiment/experiment';
import { applies } from '../../experiment/field';
import { runFields } from '../../experiment/run-fields';
import { groupWords, settingWords } from '../../strings/setting-words';
import { Explained } from '../../ui/explained';
import { PlusIcon } from '../../ui/icons';
import { useStrings } from '../../ui/preferences';
import { UndoButtons } from '../bar/undo-buttons';
import { addRun } from '../edits';
import { useExperiment, useSession, useView } from '../playground';
import { ColumnHead } from './column-head';
import { FindSetting } from './find-setting';
import { moveInGrid } from './grid-keys';
import { grouped, settingRows } from './rows';
import styles from './runs-panel.module.css';
import { SettingCell } from './setting-cell';
import { type CellPlace, SettingEditor } from './setting-editor';

export function RunsPanel() {
  const strings = useStrings();
  const session = useSession();
  const { runs } = useExperiment();
  const [unfolded, setUnfolded] = useState(false);
  const [open, setOpen] = useState<CellPlace | null>(null);
  const [focused, setFocused] = useState('0:0');

  const find = useView((view) => view.find.trim());
  const rows = settingRows(runs, find ? { called: find } : unfolded ? 'all' : 'used');
  const ids = runIdsOf(runs);
  const compact = runs.length > 3;
  /** Where a column has no room for whole words. */
  const brief = runs.length > 2;
  let rowNumber = -1;

  return (
    <section className={styles.panel} aria-label={strings.runs.heading}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that is moved in by arrow keys is a grid
        role="grid"
        className={compact ? `${styles.table} ${styles.compact}` : styles.table}
        style={{ '--runs': runs.length } as CSSProperties}
        aria-label={strings.runs.table}
        onKeyDown={(event) => moveInGrid(event, rows.length, runs.length)}
      >
        <thead>
          <tr>
            <th scope="col" className={styles.heading}>
              <div className={styles.headingRow}>
                {strings.runs.heading}
                <UndoButtons />
              </div>
            </th>
            {ids.map((id, index) => (
              <ColumnHead key={id} id={id} index={index} />
            ))}
            {runs.length < maxRuns && (
              <td className={styles.addCell}>
                <button
                  type="button"
                  className={styles.add}
                  aria-label={strings.runs.add}
                  title={strings.runs.add}
                  onClick={() => session.edit(addRun)}
                >
                  <PlusIcon />
                </button>
              </td>
            )}
          </tr>
        </thead>
        {grouped(rows).map(({ group, rows: members }) => (
          <tbody key={group}>
            <tr className={styles.group}>
              <th scope="rowgroup" colSpan={runs.length + (runs.length < maxRuns ? 2 : 1)}>
                {groupWords(group, strings)}
              </th>
            </tr>
            {members.map((row) => {
              rowNumber++;
              const place = rowNumber;
              const words = settingWords(row.id, strings);
              return (
                <tr key={row.id}>
                  <th scope="row">
                    <Explained
                      help={words.help}
                      place={`${place}:-1`}
                      tabIndex={focused === `${place}:-1` ? 0 : -1}
                      onFocus={() => setFocused(`${place}:-1`)}
                    >
                      {words.label}
                    </Explained>
                  </th>
                  {ids.map((id, column) => (
                    <SettingCell
                      key={id}
                      setting={row.id}
                      run={id}
                      index={column}
                      value={runs[column]![row.id]}
                      idle={!applies<RunSettings>(runFields[row.id], runs[column]!)}
                      differs={column > 0 && differsFrom(runs[column]!, runs[0]!, row.id)}
                      compact={brief}
                      place={`${place}:${column}`}
                      tabbable={focused === `${place}:${column}`}
                      opened={open?.setting === row.id && open.index === column}
                      onFocus={setFocused}
                      onOpen={setOpen}
                    />
                  ))}
                  {runs.length < maxRuns && <td />}
                </tr>
              );
            })}
          </tbody>
        ))}
      </table>
      <div id="runs-end" className={styles.end}>
        <FindSetting />
        {!find && (
          <button type="button" className={styles.more} aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
            {unfolded ? strings.runs.less : strings.runs.more}
          </button>
        )}
      </div>
      {open && runs[open.index] && (
        <SettingEditor key={`${open.setting}${open.index}`} place={open} onClose={() => setOpen(null)} />
      )}
    </section>
  );
}
