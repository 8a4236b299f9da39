// The first stage: choose, drop or paste; or take or forget what is kept.

import { type ClipboardEvent, useRef, useState } from 'react';
import { keptTexts, maxImportBytes, maxImportRows, maxLabels } from '../../../library/import-limits';
import type { CorpusSummary } from '../../../library/protocol';
import { ProblemNote } from '../stage/problem-note';
import stage from '../stage/stage.module.css';
import { useImportStrings } from '../stage/use-import-strings';
import type { Wanted } from '../state/import-store';
import type { Problem } from '../state/use-import';
import styles from './choose-stage.module.css';
import { KeptFiles } from './kept-files';

interface Props {
  wanted: Wanted | null;
  problem: Problem | null;
  onFiles: (files: readonly File[]) => void;
  onPasted: (text: string) => void;
  onEachFileOneLabel: () => void;
  onTakeEvery: (every: number) => void;
  onUse: (corpus: CorpusSummary) => void;
}

/** More would make the text box crawl: it is read without being shown. */
const longestShown = 200_000;

export function ChooseStage({ wanted, problem, onFiles, onPasted, onEachFileOneLabel, onTakeEvery, onUse }: Props) {
  const strings = useImportStrings();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');

  const paste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    const pasted = event.clipboardData.getData('text/plain');
    if (pasted === '' && files.length > 0) {
      event.preventDefault();
      onFiles(files);
    } else if (pasted.length > longestShown) {
      event.preventDefault();
      onPasted(pasted);
    } else if (!(event.target instanceof HTMLTextAreaElement) && pasted !== '') {
      event.preventDefault();
      setText(pasted);
    }
  };

  return (
    <div className={stage.stage} onPaste={paste}>
      {problem && <ProblemNote problem={problem} onEachFileOneLabel={onEachFileOneLabel} onTakeEvery={onTakeEvery} />}
      {wanted && wanted.importedName !== '' && <p>{strings.wanted(wanted.importedName, wanted.importedRows)}</p>}
      <div className={styles.drop}>
        <p className={styles.dropLine}>
          <span className={styles.pointerOnly}>{strings.drop}</span>
          <button type="button" className={stage.primary} data-autofocus onClick={() => input.current?.click()}>
            {strings.chooseFiles}
          </button>
        </p>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          data-testid="import-files"
          onChange={({ target }) => {
            const files = [...(target.files ?? [])];
            // The same file may be chosen again once it was mended.
            target.value = '';
            if (files.length > 0) onFiles(files);
          }}
        />
        <p className={styles.about}>{strings.formats}</p>
        <p className={styles.about}>{strings.limits(maxImportBytes / 2 ** 20, maxImportRows, maxLabels, keptTexts)}</p>
      </div>
      <div className={styles.paste}>
        <label htmlFor="import-paste">{strings.paste}</label>
        <textarea
          id="import-paste"
          rows={3}
          value={text}
          spellCheck={false}
          placeholder={strings.pasteExample}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="button" className={stage.button} disabled={text.trim() === ''} onClick={() => onPasted(text)}>
          {strings.readPasted}
        </button>
      </div>
      <KeptFiles onUse={onUse} />
      <p className={stage.soft}>{strings.stays}</p>
    </div>
  );
}
