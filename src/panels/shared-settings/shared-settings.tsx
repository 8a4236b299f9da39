// What all runs share: two columns of names and values, each value opening its editor.

import { useState } from 'react';
import type { SharedSettings } from '../../experiment/experiment';
import { sharedFields } from '../../experiment/fields';
import { formatSetting } from '../../ui/format';
import { useStrings } from '../../ui/preferences';
import type { Strings } from '../../ui/strings/strings';
import { useExperiment } from '../playground';
import { SharedEditor } from './shared-editor';
import styles from './shared-settings.module.css';

export type SharedId = Exclude<keyof SharedSettings, 'corpus'>;

/** In reading order: the data, the training, the rest. Some apply to one optimizer alone. */
export function sharedRows(shared: SharedSettings): SharedId[] {
  return [
    'trainingSize',
    'labelNoise',
    'validationShare',
    'sequenceLength',
    'vocabularySize',
    'epochs',
    'batchSize',
    'optimizer',
    'learningRate',
    ...(shared.optimizer === 'sgd' ? (['momentum'] as const) : []),
    ...(shared.optimizer === 'adamw' ? (['weightDecay'] as const) : []),
    'clipNorm',
    'seed',
    'backend',
  ];
}

export function sharedValueWords(id: SharedId, value: number | string, strings: Strings): string {
  const field = sharedFields[id];
  if (field.kind === 'number') return field.off && value === 0 ? strings.runs.off : formatSetting(field, Number(value));
  return id === 'optimizer'
    ? strings.optimizers[value as SharedSettings['optimizer']]
    : strings.backends[value as SharedSettings['backend']];
}

export function SharedSettingsPanel() {
  const strings = useStrings();
  const { shared } = useExperiment();
  const [open, setOpen] = useState<{ id: SharedId; button: HTMLElement } | null>(null);
  return (
    <section className={styles.panel} aria-label={strings.shared.heading}>
      <h2 className={styles.heading}>{strings.shared.heading}</h2>
      <div className={styles.grid}>
        {sharedRows(shared).map((id) => {
          const value = sharedValueWords(id, shared[id], strings);
          const { label, help } = strings.sharedFields[id];
          return (
            <button
              key={id}
              type="button"
              className={styles.setting}
              title={help}
              aria-haspopup="dialog"
              aria-expanded={open?.id === id}
              data-changed={shared[id] !== sharedFields[id].default || undefined}
              onClick={(event) => setOpen(open?.id === id ? null : { id, button: event.currentTarget })}
            >
              <span>{label}</span>
              <span className={styles.value}>{value}</span>
            </button>
          );
        })}
      </div>
      {open && <SharedEditor key={open.id} id={open.id} anchor={open.button} onClose={() => setOpen(null)} />}
    </section>
  );
}
