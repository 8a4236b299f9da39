// A sweep that would take too long here: the command that trains it headless, the script for Ray Tune, and the way back.

import { useRef, useState } from 'react';
import type { Experiment } from '../../experiment/experiment';
import { rayTuneScript } from '../../exports/ray-tune';
import { sweepCommand } from '../../exports/sweep-command';
import { DialogPopover } from '../../ui/dialog-popover';
import { OpenResults } from '../results-file/open-results';
import { saveFile } from './save-file';
import styles from './train-elsewhere.module.css';
import { useSweepStrings } from './use-sweep';

export function TrainElsewhere({ experiment }: { experiment: Experiment }) {
  const { elsewhere } = useSweepStrings();
  const command = sweepCommand(experiment);
  const box = useRef<HTMLInputElement>(null);
  const [opened, setOpened] = useState(false);
  const [isCopied, setCopied] = useState(false);
  const { corpus, importedName } = experiment.shared;
  const script = rayTuneScript(experiment, {
    directory: elsewhere.directory,
    files: corpus === 'imported' ? [importedName] : [],
  });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(command);
      setCopied(true);
    } catch {
      // It stands there selected, to be copied by hand.
      box.current?.select();
    }
  };
  return (
    <DialogPopover
      opened={opened}
      onChange={setOpened}
      label={elsewhere.button}
      width={400}
      className={styles.menu}
      target={
        <button
          type="button"
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => {
            setCopied(false);
            setOpened(!opened);
          }}
        >
          {elsewhere.button}
        </button>
      }
    >
      <section>
        <p>{elsewhere.what}</p>
        <div className={styles.command}>
          <input
            ref={box}
            readOnly
            type="text"
            value={command}
            aria-label={elsewhere.command}
            onFocus={({ currentTarget }) => currentTarget.select()}
          />
          <button type="button" className={styles.action} onClick={() => void copy()}>
            {isCopied ? elsewhere.copied : elsewhere.copy}
          </button>
        </div>
        <p className={styles.soft}>{elsewhere.dask}</p>
      </section>
      {script && (
        <section>
          <p className={styles.soft}>{elsewhere.ray}</p>
          <button
            type="button"
            className={styles.action}
            onClick={() => saveFile(elsewhere.rayFile, 'text/x-python', script)}
          >
            {elsewhere.saveRay}
          </button>
        </section>
      )}
      <section>
        <p className={styles.soft}>{elsewhere.back}</p>
        <OpenResults className={styles.action} />
      </section>
    </DialogPopover>
  );
}
