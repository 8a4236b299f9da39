// The bar's menus: preset, text, theme; and the language switch.

import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import {
  type Experiment,
  type SharedSettings,
  type TextSource,
  textSources,
  trainingKey,
} from '../../experiment/experiment';
import { type PresetId, presets } from '../../experiment/presets';
import { ChevronIcon, ThemeIcon } from '../../ui/icons';
import { themes, usePreferences, usePreferencesStore, useStrings } from '../../ui/preferences';
import { strings as allStrings, languages, languageTag } from '../../ui/strings/strings';
import { changeShared } from '../edits';
import { useExperiment, usePlayground } from '../playground';
import styles from './bar.module.css';

export function PresetMenu() {
  const strings = useStrings();
  const { session, view } = usePlayground();
  const current = presetOf(useExperiment());
  return (
    <Pick label={strings.bar.preset} value={current ? strings.presets[current].name : strings.bar.ownPreset}>
      {presets.map(({ id, experiment }) => (
        <Choice
          key={id}
          value={id}
          selected={id === current}
          name={strings.presets[id].name}
          about={strings.presets[id].about}
          onClick={() => {
            view.setState({ hidden: [], solo: null });
            session.edit(() => experiment);
          }}
        />
      ))}
    </Pick>
  );
}

/** The preset that trains to the same curves, whatever its runs are named. */
function presetOf(experiment: Experiment): PresetId | null {
  const keys = ({ shared, runs }: Experiment) => runs.map((run) => trainingKey(shared, run)).join();
  const own = keys(experiment);
  return presets.find((preset) => keys(preset.experiment) === own)?.id ?? null;
}

/** An imported file is offered where the experiment has one. */
const isOffered = (shared: SharedSettings) => (corpus: TextSource) =>
  corpus !== 'imported' || shared.importedChecksum !== '';

export function TextMenu() {
  const strings = useStrings();
  const { session } = usePlayground();
  const { shared } = useExperiment();
  const { name } = strings.corpora[shared.corpus];
  return (
    <Pick label={strings.bar.text} value={name}>
      {textSources.filter(isOffered(shared)).map((corpus) => (
        <Choice
          key={corpus}
          value={corpus}
          selected={corpus === shared.corpus}
          name={strings.corpora[corpus].name}
          about={strings.corpora[corpus].about}
          onClick={() => session.edit(changeShared({ corpus }))}
        />
      ))}
    </Pick>
  );
}

function Pick({ label, value, children }: { label: string; value: string; children: ReactNode }) {
  return (
    <Menu position="bottom-start" shadow="md" width={340}>
      <Menu.Target>
        <button type="button" className={styles.pick}>
          <small>{label}</small>
          <span>{value}</span>
          <ChevronIcon />
        </button>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}

interface ChoiceProps {
  value: string;
  selected: boolean;
  name: string;
  about?: string;
  onClick: () => void;
}

function Choice({ value, selected, name, about, onClick }: ChoiceProps) {
  return (
    <Menu.RadioItem value={value} checked={selected} closeMenuOnClick onClick={onClick} className={styles.choice}>
      <span className={styles.choiceName}>{name}</span>
      {about && <small>{about}</small>}
    </Menu.RadioItem>
  );
}

export function ThemeMenu() {
  const { bar } = useStrings();
  const store = usePreferencesStore();
  const { theme } = usePreferences();
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <button type="button" className={styles.quiet} aria-label={bar.theme} title={bar.theme}>
          <ThemeIcon />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {themes.map((option) => (
          <Choice
            key={option}
            value={option}
            selected={option === theme}
            name={bar.themes[option]}
            onClick={() => store.setState({ theme: option })}
          />
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Names the other language in itself, for those who cannot read this one. */
export function LanguageSwitch() {
  const store = usePreferencesStore();
  const { language } = usePreferences();
  const next = languages[(languages.indexOf(language) + 1) % languages.length]!;
  return (
    <button
      type="button"
      className={styles.quiet}
      lang={languageTag[next]}
      onClick={() => store.setState({ language: next })}
    >
      {allStrings[next].languageName}
    </button>
  );
}
