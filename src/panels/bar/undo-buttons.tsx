// Undo and redo of changes to the experiment.

import { useStore } from 'zustand';
import { RedoIcon, UndoIcon } from '../../ui/icons';
import { useStrings } from '../../ui/preferences';
import { useSession } from '../playground';
import styles from './undo-buttons.module.css';

export function UndoButtons() {
  const { bar } = useStrings();
  const session = useSession();
  const canUndo = useStore(session.experiment, (state) => state.canUndo);
  const canRedo = useStore(session.experiment, (state) => state.canRedo);
  return (
    <div className={styles.pair}>
      <button
        type="button"
        className={styles.button}
        aria-label={bar.undo}
        title={bar.undoHint}
        disabled={!canUndo}
        onClick={() => session.undo()}
      >
        <UndoIcon />
      </button>
      <button
        type="button"
        className={styles.button}
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
