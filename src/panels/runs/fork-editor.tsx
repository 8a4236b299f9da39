// Goes on from an epoch of a run: which epoch, and what is to be otherwise from there on.

import { type FormEvent, useState } from 'react';
import type { RunId, RunSettings } from '../../experiment/experiment';
import { applies, type NumberField } from '../../experiment/field';
import { changeableSettings, phasesOf } from '../../experiment/fork';
import { type RunFormId, type RunRow, runFields } from '../../experiment/run-fields';
import { sharedFields } from '../../experiment/shared-fields';
import { parseField, printField, printNumber } from '../../experiment/spelling';
import type { RunState } from '../../runs/store';
import { bestEpoch, summaryOf } from '../../runs/summary';
import { choiceWords, groupWords, settingWords } from '../../strings/setting-words';
import { useStrings } from '../../ui/preferences';
import { RunMark } from '../../ui/run-mark';
import editor from '../editor-panel.module.css';
import { forkRun } from '../edits';
import { useExperiment, usePlayground, useStatus } from '../playground';
import styles from './fork-editor.module.css';
import { grouped } from './rows';

interface Props {
  id: RunId;
  index: number;
  onDone: () => void;
}

/** The settings that do something in a run and can change on the way, by group. */
const offered = (run: RunSettings) =>
  grouped(
    (changeableSettings as RunFormId[]).flatMap((id) => {
      const row: RunRow = runFields[id];
      return row.group !== null && applies(row, run) ? [{ id, group: row.group }] : [];
    }),
  );

export function ForkEditor({ id, index, onDone }: Props) {
  const strings = useStrings();
  const { session } = usePlayground();
  const run = useExperiment().runs[index]!;
  const resultsOf = (runs: readonly RunState[]) => summaryOf(runs[index]?.trainings ?? []).results;
  /** The last epoch there is. */
  const reached = useStatus((runs) => resultsOf(runs).at(-1)?.epoch ?? 0);
  const [best] = useState(() => bestEpoch(resultsOf(session.runs.getState().runs)));
  const [epoch, setEpoch] = useState(String(best?.epoch ?? reached));
  const [setting, setSetting] = useState<RunFormId | ''>('');
  const [value, setValue] = useState('');
  const [isRefused, setRefused] = useState(false);
  const { fork: words, input } = strings;

  const epochField: NumberField = { ...sharedFields.epochs, max: reached };
  const parsedEpoch = parseField(epochField, epoch);
  const field = setting === '' ? null : runFields[setting];
  const parsedValue = field ? parseField(field, value) : null;

  const choose = (next: RunFormId | '') => {
    setSetting(next);
    if (next === '') return;
    const at = phasesOf(run).find(({ lastEpoch }) => lastEpoch >= Number(parsedEpoch.value))!.run;
    setValue(printField(runFields[next], at[next]));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (parsedEpoch.rejection || parsedValue?.rejection) return setRefused(true);
    const patch = setting === '' ? {} : { [setting]: parsedValue!.value };
    session.edit(forkRun(index, Number(parsedEpoch.value), patch));
    onDone();
  };
  const sentence = (label: string, of: NumberField, given: string, rejection: typeof parsedEpoch.rejection) =>
    isRefused &&
    rejection && (
      <p className={editor.error} role="alert">
        {input.rejected(
          label,
          input.allowed(printNumber(of.min), printNumber(of.max), of.integer, of.off),
          given,
          rejection,
        )}
      </p>
    );

  return (
    <form className={styles.form} onSubmit={submit}>
      <h3 className={editor.title}>
        <RunMark id={id} /> {words.heading(id)}
      </h3>
      <p className={editor.help}>{words.help(id)}</p>
      <label>
        <span>{words.epoch}</span>
        <input
          type="text"
          inputMode="numeric"
          autoComplete="off"
          value={epoch}
          aria-invalid={isRefused && parsedEpoch.rejection !== undefined}
          onChange={(event) => setEpoch(event.currentTarget.value)}
        />
        {best && <small>{words.best(best.epoch)}</small>}
      </label>
      {sentence(words.epoch, epochField, epoch, parsedEpoch.rejection)}
      <label>
        <span>{words.change}</span>
        <select value={setting} onChange={(event) => choose(event.currentTarget.value as RunFormId | '')}>
          <option value="">{words.nothing}</option>
          {offered(run).map(({ group, rows }) => (
            <optgroup key={group} label={groupWords(group, strings)}>
              {rows.map((row) => (
                <option key={row.id} value={row.id}>
                  {settingWords(row.id, strings).fullLabel}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      {field?.kind === 'choice' && setting !== '' && (
        <label>
          <span>{words.to}</span>
          <select value={value} onChange={(event) => setValue(event.currentTarget.value)}>
            {field.options.map((option) => (
              <option key={option} value={printField(field, option)}>
                {choiceWords(setting, option, strings)?.name ?? option}
              </option>
            ))}
          </select>
        </label>
      )}
      {field?.kind === 'number' && (
        <label>
          <span>{words.to}</span>
          <input
            type="text"
            inputMode="decimal"
            autoComplete="off"
            value={value}
            aria-invalid={isRefused && parsedValue?.rejection !== undefined}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
        </label>
      )}
      {field?.kind === 'number' &&
        setting !== '' &&
        sentence(settingWords(setting, strings).fullLabel, field, value, parsedValue?.rejection)}
      <button type="submit" className={styles.start}>
        {words.start}
      </button>
    </form>
  );
}
