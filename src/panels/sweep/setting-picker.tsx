// Which setting is swept: a button with its name, which opens the list of those that do something in the run, to be
// searched by any of their names.

import { useState } from 'react';
import type { SweepSetting } from '../../experiment/experiment';
import type { RunFormId } from '../../experiment/run-fields';
import type { SharedFormId } from '../../experiment/shared-fields';
import { isSharedSetting } from '../../experiment/sweep';
import { isRunSettingCalled, isSharedSettingCalled } from '../../strings/find-setting';
import { ChoiceList } from '../../ui/choice-list';
import { ChevronIcon } from '../../ui/icons';
import { useStrings } from '../../ui/preferences';
import { SearchBox } from '../../ui/search-box';
import { EditorPanel } from '../editor-panel';
import styles from './setup.module.css';
import { useSweepStrings } from './use-sweep';
import { settingName } from './words';

interface Props {
  label: string;
  setting: SweepSetting;
  options: readonly SweepSetting[];
  onChange: (setting: SweepSetting) => void;
}

export function SettingPicker({ label, setting, options, onChange }: Props) {
  const strings = useStrings();
  const { setup } = useSweepStrings();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [find, setFind] = useState('');
  const name = settingName(setting, strings);
  const called = find.trim();
  const found = options.filter((option) => called === '' || isCalled(option, called));
  const groups = [
    { heading: setup.ofRun, members: found.filter((option) => !isSharedSetting(option)) },
    { heading: setup.shared, members: found.filter(isSharedSetting) },
  ].filter(({ members }) => members.length > 0);
  return (
    <>
      <button
        type="button"
        className={styles.picker}
        aria-label={`${label}: ${name}`}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(anchor ? null : event.currentTarget)}
      >
        <span>{name}</span>
        <ChevronIcon />
      </button>
      {anchor && (
        <EditorPanel anchor={anchor} label={label} onClose={() => setAnchor(null)}>
          <div className={styles.findRow}>
            <SearchBox label={setup.find} value={find} onChange={setFind} />
          </div>
          <div className={styles.options}>
            {groups.map(({ heading, members }) => (
              <section key={heading}>
                <h3>{heading}</h3>
                <ChoiceList
                  label={heading}
                  options={members.map((value) => ({ value, label: settingName(value, strings) }))}
                  value={setting}
                  onChange={(value) => onChange(value as SweepSetting)}
                />
              </section>
            ))}
            {groups.length === 0 && <p className={styles.help}>{setup.notFound}</p>}
          </div>
        </EditorPanel>
      )}
    </>
  );
}

const isCalled = (setting: SweepSetting, called: string) =>
  isSharedSetting(setting)
    ? isSharedSettingCalled(setting as SharedFormId, called)
    : isRunSettingCalled(setting as RunFormId, called);
