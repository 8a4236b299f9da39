// The head of a run's column: its mark and letter, its status, and a menu of what can be done with it.

import { Menu } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { maxRuns, type RunId } from '../../experiment/experiment';
import { runFields } from '../../experiment/run-fields';
import { parseField } from '../../experiment/spelling';
import { statusOf } from '../../runs/summary';
import { nameOfRun } from '../../strings/describe-run';
import { useStrings } from '../../ui/preferences';
import { RunMark } from '../../ui/run-mark';
import { EditorPanel } from '../editor-panel';
import editor from '../editor-panel.module.css';
import { changeRun, duplicateRun, removeRun } from '../edits';
import { useExperiment, usePlayground, useStatus, useView } from '../playground';
import { EvaluateItem } from '../testing/evaluate-item';
import { isVisible, toggleRun, withoutRun } from '../view';
import styles from './runs-panel.module.css';

/** Most never open it. */
const ForkEditor = lazy(() => import('./fork-editor').then((module) => ({ default: module.ForkEditor })));

export function ColumnHead({ id, index }: { id: RunId; index: number }) {
  const strings = useStrings();
  const { session, view } = usePlayground();
  const { runs } = useExperiment();
  const visible = useView((state) => isVisible(state, id));
  const solo = useView((state) => state.solo === id);
  const status = useStatus((states) => statusOf(states[index]?.trainings ?? []));
  const hasBegun = useStatus((states) => states[index]?.trainings.some(({ results }) => results.length > 0) ?? false);
  const [forking, setForking] = useState<HTMLElement | null>(null);
  const [renaming, setRenaming] = useState<HTMLElement | null>(null);
  const [button, setButton] = useState<HTMLElement | null>(null);
  const name = nameOfRun(runs, index, strings);
  const statusText = strings.runs.status[status];

  return (
    <th scope="col" className={styles.head} data-hidden={!visible || undefined}>
      <Menu position="bottom-start" shadow="md" returnFocus>
        <Menu.Target>
          <button
            ref={setButton}
            data-column-head={id}
            type="button"
            className={styles.headButton}
            aria-label={`${strings.runs.columnMenu(id)}. ${name}, ${statusText}`}
          >
            <RunMark id={id} hollow={!visible} />
            {id}
            <span className={styles.status} data-status={status} />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {name} · {statusText}
          </Menu.Label>
          <Menu.Item onClick={() => setRenaming(button)}>{strings.runs.rename}</Menu.Item>
          <Menu.Item disabled={runs.length >= maxRuns} onClick={() => session.edit(duplicateRun(index))}>
            {strings.runs.duplicate}
          </Menu.Item>
          <Menu.Item
            disabled={runs.length >= maxRuns || !hasBegun}
            {...(!hasBegun && { title: strings.fork.nothingYet })}
            onClick={() => setForking(button)}
          >
            {strings.fork.open}
          </Menu.Item>
          <Menu.Item onClick={() => view.setState(toggleRun(view.getState(), id))}>
            {visible ? strings.runs.hide : strings.runs.show}
          </Menu.Item>
          <Menu.Item onClick={() => view.setState({ solo: solo ? null : id })}>
            {solo ? strings.runs.unsolo : strings.runs.solo}
          </Menu.Item>
          <EvaluateItem id={id} status={status} />
          <Menu.Item
            disabled={runs.length <= 1}
            onClick={() => {
              view.setState(withoutRun(view.getState(), id));
              session.edit(removeRun(index));
            }}
          >
            {strings.runs.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {renaming && (
        <EditorPanel anchor={renaming} label={strings.runs.name(id)} onClose={() => setRenaming(null)}>
          <NameBox id={id} index={index} name={runs[index]?.name ?? ''} onDone={() => setRenaming(null)} />
        </EditorPanel>
      )}
      {forking && (
        <EditorPanel anchor={forking} label={strings.fork.label(id)} onClose={() => setForking(null)}>
          <Suspense>
            <ForkEditor {...{ id, index }} onDone={() => setForking(null)} />
          </Suspense>
        </EditorPanel>
      )}
    </th>
  );
}

function NameBox({ id, index, name, onDone }: { id: RunId; index: number; name: string; onDone: () => void }) {
  const strings = useStrings();
  const { session } = usePlayground();
  const [text, setText] = useState(name);
  const tooLong = parseField(runFields.name, text.trim()).rejection !== undefined;
  return (
    <form
      className={editor.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (tooLong) return;
        if (text.trim() !== name) session.edit(changeRun(index, { name: text.trim() }));
        onDone();
      }}
    >
      <label>
        {strings.runs.name(id)}
        <input
          type="text"
          value={text}
          aria-invalid={tooLong}
          aria-describedby={tooLong ? `name-error-${id}` : undefined}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </label>
      {tooLong && (
        <p className={editor.error} id={`name-error-${id}`} role="alert">
          {strings.input.nameTooLong(runFields.name.kind === 'text' ? runFields.name.maxLength : 0)}
        </p>
      )}
    </form>
  );
}
