// How far looking or importing is, and the way out of it.

import type { ImportProgress } from '../../../library/protocol';
import stage from '../stage/stage.module.css';
import { StageHeading } from '../stage/stage-heading';
import { useImportStrings } from '../stage/use-import-strings';
import styles from './progress-stage.module.css';

interface Props {
  kind: 'inspect' | 'import';
  progress: ImportProgress | null;
  onCancel: () => void;
}

export function ProgressStage({ kind, progress, onCancel }: Props) {
  const strings = useImportStrings();
  const share = progress ? progress.bytes / Math.max(1, progress.totalBytes) : 0;
  const isSaving = kind === 'import' && progress !== null && progress.phase !== 'checking' && share >= 1;
  const phase = isSaving ? strings.saving : progress ? strings.phases[progress.phase] : strings.starting;
  return (
    <div className={stage.stage}>
      <StageHeading>
        <span aria-live="polite">{phase}…</span>
      </StageHeading>
      <div
        className={styles.track}
        role="progressbar"
        aria-label={strings.progress}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
      >
        <div style={{ transform: `scaleX(${share})` }} />
      </div>
      <div className={stage.actions}>
        <span className={stage.soft}>{progress && strings.ofBytes(progress.bytes, progress.totalBytes)}</span>
        <button type="button" className={stage.button} onClick={onCancel}>
          {strings.cancel}
        </button>
      </div>
    </div>
  );
}
