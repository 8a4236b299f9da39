// The menu of texts: those of the page, those this browser keeps, and the way to one's own.

import { Menu } from '@mantine/core';
import { type SharedSettings, type TextSource, textSources } from '../../experiment/experiment';
import { useStrings } from '../../ui/preferences';
import { takeCorpus, takeImported } from '../import/state/edits';
import { useImporting, useKept } from '../import/state/importing';
import { useExperiment, useSession } from '../playground';
import styles from './bar.module.css';
import { Choice, Pick } from './pick';

const ownCorpora = textSources.filter((corpus): corpus is Exclude<TextSource, 'imported'> => corpus !== 'imported');

export function TextMenu({ onImport }: { onImport?: () => void }) {
  const strings = useStrings();
  const session = useSession();
  const { store } = useImporting();
  const { shared } = useExperiment();
  return (
    <Pick label={strings.bar.text} value={useTextName(shared)} onOpen={() => void store.refresh()}>
      {ownCorpora.map((corpus) => (
        <Choice
          key={corpus}
          value={corpus}
          selected={corpus === shared.corpus}
          name={strings.corpora[corpus].name}
          about={strings.corpora[corpus].about}
          onClick={() => session.open(takeCorpus(corpus))}
        />
      ))}
      <KeptChoices shared={shared} />
      <Menu.Divider />
      <Menu.Item
        className={`${styles.choice} ${styles.action}`}
        onClick={() => {
          onImport?.();
          store.open();
        }}
      >
        <span className={styles.choiceName}>{strings.ownTexts.choose}</span>
        <small>{strings.ownTexts.chooseAbout}</small>
      </Menu.Item>
    </Pick>
  );
}

function useTextName({ corpus, importedName }: SharedSettings): string {
  const strings = useStrings();
  return corpus === 'imported' && importedName !== '' ? importedName : strings.corpora[corpus].name;
}

/** With the experiment's own text, should this browser not have it. */
function KeptChoices({ shared }: { shared: SharedSettings }) {
  const strings = useStrings().ownTexts;
  const session = useSession();
  const kept = useKept();
  const corpora = kept.state === 'known' ? kept.corpora : [];
  const isChosen = (checksum: string) => shared.corpus === 'imported' && checksum === shared.importedChecksum;
  const isElsewhere = shared.corpus === 'imported' && !corpora.some(({ checksum }) => isChosen(checksum));
  if (corpora.length === 0 && !isElsewhere) return null;
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{strings.kept}</Menu.Label>
      {corpora.map((summary) => (
        <Choice
          key={summary.checksum}
          value={summary.checksum}
          selected={isChosen(summary.checksum)}
          name={summary.name}
          about={strings.keptAbout(summary.rows, summary.labels.length)}
          onClick={() => session.open(takeImported(summary))}
        />
      ))}
      {isElsewhere && (
        <Choice
          value="elsewhere"
          selected
          name={shared.importedName}
          about={kept.state === 'known' ? strings.notHere : strings.keptAbout(shared.importedRows, 0)}
          onClick={() => {}}
        />
      )}
    </>
  );
}
