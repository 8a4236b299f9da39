// The values of a setting as they are typed. What cannot be taken stays as typed, with a sentence that says why.

import { useId, useState } from 'react';
import type { NumberField } from '../../experiment/field';
import { printNumber } from '../../experiment/spelling';
import type { Strings } from '../../strings/strings';
import type { SweepStrings } from '../../strings/sweep-strings';
import { useStrings } from '../../ui/preferences';
import styles from './setup.module.css';
import { useSweepStrings } from './use-sweep';
import { readValues, type ValuesProblem, writeValues } from './values-text';

interface Props {
  field: NumberField;
  name: string;
  values: readonly number[];
  /** How many there may be. */
  most: number;
  onChange: (values: readonly number[]) => void;
}

export function ValuesBox({ field, name, values, most, onChange }: Props) {
  const strings = useStrings();
  const words = useSweepStrings();
  const [draft, setDraft] = useState<{ text: string; over: string; refused: boolean } | null>(null);
  const errorId = useId();
  const shown = writeValues(values);
  // A draft gives way once the values change by other means.
  const active = draft?.over === shown ? draft : null;
  const read = active && readValues(field, active.text, most, strings.runs.off);
  const problem = active?.refused ? (read?.problem ?? null) : null;

  const commit = () => {
    if (!active || !read) return;
    if (read.problem) {
      setDraft({ ...active, refused: true });
      return;
    }
    setDraft(null);
    if (writeValues(read.values) !== shown) onChange(read.values);
  };
  return (
    <div className={styles.valuesField}>
      <input
        type="text"
        className={styles.values}
        autoComplete="off"
        spellCheck={false}
        aria-label={words.setup.valuesOf(name)}
        aria-invalid={problem !== null}
        aria-describedby={problem ? errorId : undefined}
        value={active ? active.text : shown}
        onChange={(event) => setDraft({ text: event.currentTarget.value, over: shown, refused: false })}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape' && active) {
            // The first Escape takes back what was typed.
            event.stopPropagation();
            setDraft(null);
          }
        }}
      />
      {problem && (
        <p className={styles.error} id={errorId} role="alert">
          {problemSentence(problem, field, name, strings, words)} {strings.input.kept(shown)}
        </p>
      )}
    </div>
  );
}

function problemSentence(
  problem: ValuesProblem,
  field: NumberField,
  name: string,
  { input }: Strings,
  { setup }: SweepStrings,
): string {
  switch (problem.kind) {
    case 'rejected': {
      const allowed = input.allowed(printNumber(field.min), printNumber(field.max), field.integer, field.off);
      return input.rejected(name, allowed, problem.given, problem.rejection);
    }
    case 'repeated':
      return setup.repeated(problem.given);
    case 'tooMany':
      return setup.tooMany(problem.count, problem.most);
    default:
      return problem satisfies never;
  }
}
