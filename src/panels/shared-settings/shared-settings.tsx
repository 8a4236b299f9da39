// What all runs share: two columns of names and values, each value opening its editor.

import { useState } from 'react';
import type { SharedSettings } from '../../experiment/experiment';
import { applies } from '../../experiment/field';
import { type SharedFormId, sharedFields } from '../../experiment/shared-fields';
import { useStrings } from '../../ui/preferences';
import { useExperiment, useView } from '../playground';
import { foldedRows, sharedRows, sharedRowsCalled, sharedValueWords } from './rows';
import { SharedEditor } from './shared-editor';
import styles from './shared-settings.module.css';

export function SharedSettingsPanel() {
  const strings = useStrings();
  const { shared } = useExperiment();
  const find = useView((view) => view.find.trim());
  const [unfolded, setUnfolded] = useState(false);
  const folded = foldedRows(shared).map((id) => strings.sharedFields[id].label);
  const [open, setOpen] = useState<{ id: SharedFormId; button: HTMLElement } | null>(null);
  const rows = find ? sharedRowsCalled(find) : sharedRows(shared, unfolded);
  if (rows.length === 0) return null;
  return (
    <section className={styles.panel} aria-label={strings.shared.heading}>
      <h2 className={styles.heading}>{strings.shared.heading}</h2>
      <div className={styles.grid}>
        {rows.map((id) => {
          const value = sharedValueWords(id, shared[id], strings);
          const { label } = strings.sharedFields[id];
          return (
            <button
              key={id}
              type="button"
              className={styles.setting}
              aria-haspopup="dialog"
              aria-expanded={open?.id === id}
              data-idle={!applies<SharedSettings>(sharedFields[id], shared) || undefined}
              data-changed={shared[id] !== sharedFields[id].default || undefined}
              onClick={(event) => setOpen(open?.id === id ? null : { id, button: event.currentTarget })}
            >
              <span>{label}</span>
              <span className={styles.value}>{value}</span>
            </button>
          );
        })}
        {!find && (folded.length > 0 || unfolded) && (
          <button
            type="button"
            className={styles.more}
            aria-expanded={unfolded}
            aria-label={unfolded ? strings.runs.less : strings.shared.more(folded)}
            title={unfolded ? undefined : strings.shared.more(folded)}
            onClick={() => setUnfolded(!unfolded)}
          >
            {unfolded ? strings.runs.less : strings.shared.moreShort}
          </button>
        )}
      </div>
      {open && <SharedEditor key={open.id} id={open.id} anchor={open.button} onClose={() => setOpen(null)} />}
    </section>
  );
}
