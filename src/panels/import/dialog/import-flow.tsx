// The way from choosing files to training on them: which stage is shown, and what a link's file must be.

import { useEffect, useRef } from 'react';
import { pastedFile } from '../../../library/imports';
import { usePlayground } from '../../playground';
import { ChooseStage } from '../choose/choose-stage';
import { InspectStage } from '../inspect/inspect-stage';
import { ResultStage } from '../result/result-stage';
import { useImportStrings } from '../stage/use-import-strings';
import { takeImported } from '../state/edits';
import type { DialogRequest } from '../state/import-store';
import { useImporting } from '../state/importing';
import { openQuestion } from '../state/open-question';
import { useImport } from '../state/use-import';
import { ProgressStage } from './progress-stage';

export function ImportFlow({ request: { files, wanted } }: { request: DialogRequest }) {
  const strings = useImportStrings();
  const { session, view } = usePlayground();
  const { store } = useImporting();
  const current = useImport();
  const { inspection, work, result } = current;

  const train = () => {
    store.close();
    view.setState({ area: 'curves' });
    session.train();
  };

  const choose = useRef(current.choose);
  useEffect(() => {
    if (files.length > 0) choose.current(files);
  }, [files]);

  // A link's file is read as its author most likely read it: as guessed.
  const imported = useRef<readonly File[] | null>(null);
  useEffect(() => {
    if (!wanted || !inspection || work || imported.current === current.files) return;
    imported.current = current.files;
    if (openQuestion(inspection) === null) current.run();
  });
  const isWanted = wanted !== null && result !== null && result.checksum === wanted.importedChecksum;
  useEffect(() => {
    if (isWanted) train();
  });

  if (work?.kind === 'import' || (work && !inspection)) {
    return <ProgressStage kind={work.kind} progress={work.progress} onCancel={current.cancel} />;
  }
  if (result) {
    return (
      <ResultStage
        corpus={result}
        every={current.options.every}
        wanted={wanted}
        onBack={current.back}
        onRestart={current.restart}
        onChange={current.change}
        onUse={() => {
          session.open(takeImported(result));
          train();
        }}
      />
    );
  }
  if (inspection) return <InspectStage current={current} inspection={inspection} />;
  return (
    <ChooseStage
      wanted={wanted}
      problem={current.problem}
      onFiles={(chosen) => current.choose(chosen)}
      onPasted={(text) => current.choose([pastedFile(text, strings.pastedName)])}
      onEachFileOneLabel={() => current.choose(current.files, { kind: 'lines' })}
      onTakeEvery={(every) => current.choose(current.files, { every })}
      onUse={(corpus) => {
        session.open(takeImported(corpus));
        train();
      }}
    />
  );
}
