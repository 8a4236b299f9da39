// The editor of one shared setting, anchored to its value.

import { type SharedFormId, sharedFields } from '../../experiment/shared-fields';
import { ChoiceList } from '../../ui/choice-list';
import { LogSlider } from '../../ui/log-slider';
import { useStrings } from '../../ui/preferences';
import { BackendChoices } from '../backend/backend-choices';
import { EditorPanel } from '../editor-panel';
import styles from '../editor-panel.module.css';
import { changeShared } from '../edits';
import { useExperiment, useSession } from '../playground';
import { sharedValueWords } from './rows';

export function SharedEditor({ id, anchor, onClose }: { id: SharedFormId; anchor: HTMLElement; onClose: () => void }) {
  const strings = useStrings();
  const session = useSession();
  const { shared } = useExperiment();
  const field = sharedFields[id];
  const { label, help } = strings.sharedFields[id];
  const value = shared[id];
  const edit = (next: number | string, gesture?: string) => session.edit(changeShared({ [id]: next }), gesture);
  return (
    <EditorPanel anchor={anchor} label={label} onClose={onClose} wide={id === 'backend'}>
      <h3 className={styles.title}>{label}</h3>
      {field.kind === 'number' ? (
        <LogSlider
          field={field}
          value={Number(value)}
          label={label}
          valueText={sharedValueWords(id, value, strings)}
          boxOnly={id === 'seed' || id === 'trainingSeed' || id === 'draw'}
          onChange={edit}
        />
      ) : id === 'backend' ? (
        <BackendChoices />
      ) : (
        <ChoiceList
          label={label}
          options={field.options.map((option) => ({ value: option, label: sharedValueWords(id, option, strings) }))}
          value={String(value)}
          onChange={edit}
        />
      )}
      {id !== 'backend' && <p className={styles.help}>{help}</p>}
      {id === 'seed' && (
        <div className={styles.actions}>
          <button type="button" onClick={() => edit(shared.seed + 1 > sharedFields.seed.max ? 0 : shared.seed + 1)}>
            {strings.shared.anotherSeed}
          </button>
        </div>
      )}
    </EditorPanel>
  );
}
