// The bar at the top: what is compared, training, progress, backend, sharing and preferences.

import { useStore } from 'zustand';
import { RedoIcon, UndoIcon } from '../../ui/icons';
import { useStrings } from '../../ui/preferences';
import { useSession } from '../playground';
import { BackendBadge } from './backend-badge';
import styles from './bar.module.css';
import { EpochProgress } from './epoch-progress';
import { LanguageSwitch, PresetMenu, TextMenu, ThemeMenu } from './menus';
import { ShareButton } from './share-button';
import { OneEpochButton, ResetButton, StopButton, TrainButton } from './train-controls';

export function Bar() {
  const strings = useStrings();
  return (
    <header className={styles.bar}>
      <h1>{strings.appName}</h1>
      <PresetMenu />
      <TextMenu />
      <TrainButton />
      <OneEpochButton />
      <StopButton />
      <ResetButton />
      <EpochProgress />
      <div className={styles.push} />
      <BackendBadge />
      <UndoButtons />
      <ShareButton />
      <ThemeMenu />
      <LanguageSwitch />
    </header>
  );
}

/** On a narrow screen: the rest is in the bottom bar and its sheets. */
export function NarrowBar() {
  const strings = useStrings();
  return (
    <header className={styles.bar}>
      <h1>{strings.appName}</h1>
      <EpochProgress />
    </header>
  );
}

export function UndoButtons() {
  const { bar } = useStrings();
  const session = useSession();
  const canUndo = useStore(session.experiment, (state) => state.canUndo);
  const canRedo = useStore(session.experiment, (state) => state.canRedo);
  return (
    <div className={styles.pair}>
      <button
        type="button"
        className={styles.quiet}
        aria-label={bar.undo}
        title={bar.undoHint}
        disabled={!canUndo}
        onClick={() => session.undo()}
      >
        <UndoIcon />
      </button>
      <button
        type="button"
        className={styles.quiet}
        aria-label={bar.redo}
        title={bar.redoHint}
        disabled={!canRedo}
        onClick={() => session.redo()}
      >
        <RedoIcon />
      </button>
    </div>
  );
}
