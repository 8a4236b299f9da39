// A box for a typed number. What cannot be taken stays as typed, with a sentence that says why.

import { useId, useState } from 'react';
import type { NumberField } from '../experiment/field';
import { parseField, printNumber } from '../experiment/spelling';
import { formatSetting } from '../strings/format-setting';
import styles from './number-box.module.css';
import { useStrings } from './preferences';

interface Props {
  field: NumberField;
  value: number;
  label: string;
  onChange: (value: number) => void;
}

export function NumberBox({ field, value, label, onChange }: Props) {
  const strings = useStrings();
  const [draft, setDraft] = useState<{ text: string; over: number; refused: boolean } | null>(null);
  const errorId = useId();

  const off = field.off && value === 0;
  const shown = off ? strings.runs.off : formatSetting(field, value);
  // A draft gives way once the value changes by other means (the slider, undo).
  const active = draft !== null && draft.over === value ? draft : null;
  const parsed = active ? parseField(field, active.text === strings.runs.off ? 'off' : active.text) : null;
  const refused = active?.refused && parsed?.rejection ? parsed.rejection : null;

  const commit = () => {
    if (!active || !parsed) return;
    if (parsed.rejection) {
      setDraft({ ...active, refused: true });
      return;
    }
    setDraft(null);
    if (parsed.value !== value) onChange(Number(parsed.value));
  };

  const allowed = strings.input.allowed(
    printNumber(field.off ? field.min : field.min),
    printNumber(field.max),
    field.integer,
    field.off,
  );
  return (
    <>
      <input
        className={styles.box}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        aria-label={strings.input.number(label)}
        aria-invalid={refused !== null}
        aria-describedby={refused ? errorId : undefined}
        value={active ? active.text : shown}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setDraft({ text: event.currentTarget.value, over: value, refused: false })}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape' && active) {
            // The first Escape takes back what was typed, the second closes the panel.
            event.stopPropagation();
            setDraft(null);
          }
        }}
      />
      {refused && active && (
        <p className={styles.error} id={errorId} role="alert">
          {strings.input.rejected(label, allowed, active.text, refused)} {strings.input.kept(shown)}
        </p>
      )}
    </>
  );
}
