// On a narrow screen: train at the thumb, everything else in sheets from below.

import { Drawer } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import { ColumnsIcon, MenuIcon, SlidersIcon } from '../ui/icons';
import { useStrings } from '../ui/preferences';
import { useEscape } from '../ui/use-escape';
import { BackendBadge } from './backend/backend-badge';
import { AreaButton } from './bar/area-button';
import { LanguageSwitch, PresetMenu, ThemeMenu } from './bar/menus';
import { ShareButton } from './bar/share-button';
import { TextMenu } from './bar/text-menu';
import { OneEpochButton, ResetButton, StopButton, TrainButton } from './bar/train-controls';
import styles from './bottom-bar.module.css';
import { RunsPanel } from './runs/runs-panel';
import { SharedSettingsPanel } from './shared-settings/shared-settings';

type Sheet = 'runs' | 'settings' | 'menu';

export function BottomBar() {
  const strings = useStrings();
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const sheets: Record<Sheet, { label: string; icon: ReactNode; content: ReactNode }> = {
    runs: { label: strings.bar.runs, icon: <ColumnsIcon />, content: <RunsPanel /> },
    settings: { label: strings.bar.settings, icon: <SlidersIcon />, content: <SharedSettingsPanel /> },
    menu: { label: strings.bar.menu, icon: <MenuIcon />, content: <MenuSheet onClose={() => setSheet(null)} /> },
  };
  /** With the charts at the top of the screen, above the sheet. */
  const openBeside = (next: Sheet) => {
    document.getElementById('charts')?.scrollIntoView({ block: 'start' });
    setSheet(next);
  };
  const close = useCallback(() => setSheet(null), []);
  const layer = useEscape(sheet !== null, close);
  return (
    <nav className={styles.bar}>
      <SheetButton {...sheets.runs} onClick={() => openBeside('runs')} />
      <SheetButton {...sheets.settings} onClick={() => openBeside('settings')} />
      <TrainButton />
      <SheetButton {...sheets.menu} onClick={() => setSheet('menu')} />
      <Drawer.Root
        opened={sheet !== null}
        onClose={close}
        closeOnEscape={false}
        position="bottom"
        padding={0}
        transitionProps={{ duration: 120 }}
      >
        {/* The curves above the sheet are to be seen while a setting changes. */}
        <Drawer.Overlay backgroundOpacity={sheet === 'menu' ? 0.2 : 0} />
        <Drawer.Content {...layer} className={styles.sheet} aria-label={sheet ? sheets[sheet].label : ''}>
          <Drawer.Body>
            <div className={styles.header}>
              <h2>{sheet && sheets[sheet].label}</h2>
              <Drawer.CloseButton aria-label={strings.bar.close} />
            </div>
            {sheet && sheets[sheet].content}
          </Drawer.Body>
        </Drawer.Content>
      </Drawer.Root>
    </nav>
  );
}

function SheetButton({ label, icon, onClick }: { label: string; icon: ReactNode; onClick: () => void }) {
  return (
    <button type="button" className={styles.button} aria-haspopup="dialog" onClick={onClick}>
      {icon}
      {label}
    </button>
  );
}

function MenuSheet({ onClose }: { onClose: () => void }) {
  return (
    <div className={styles.menu}>
      <PresetMenu />
      <TextMenu onImport={onClose} />
      <div className={styles.row}>
        <AreaButton area="data" framed onToggle={onClose} />
        <AreaButton area="sweep" framed onToggle={onClose} />
        <OneEpochButton />
        <StopButton />
        <ResetButton />
      </div>
      <div className={styles.row}>
        <ShareButton />
        <ThemeMenu />
        <LanguageSwitch />
        <BackendBadge />
      </div>
    </div>
  );
}
