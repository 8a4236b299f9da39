// The bar's menus of preset and theme, and the language switch.

import { Menu } from '@mantine/core';
import type { Experiment } from '../../experiment/experiment';
import { trainingKey } from '../../experiment/keys';
import { type PresetId, presets } from '../../experiment/presets';
import { drawsOf } from '../../experiment/seeds';
import { strings as allStrings, languages, languageTag } from '../../strings/strings';
import { ThemeIcon } from '../../ui/icons';
import { themes, usePreferences, usePreferencesStore, useStrings } from '../../ui/preferences';
import { useExperiment, usePlayground } from '../playground';
import styles from './bar.module.css';
import { Choice, Pick } from './pick';

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
            session.open(() => experiment);
          }}
        />
      ))}
    </Pick>
  );
}

/** The preset that trains to the same curves, whatever its runs are named. */
function presetOf(experiment: Experiment): PresetId | null {
  const keys = ({ shared, runs }: Experiment) =>
    runs.flatMap((run) => drawsOf(shared).map((own) => trainingKey(own, run))).join();
  const own = keys(experiment);
  return presets.find((preset) => keys(preset.experiment) === own)?.id ?? null;
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
