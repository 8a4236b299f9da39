// The cross at the end of a message.

import { CloseIcon } from '../../ui/icons';
import { useStrings } from '../../ui/preferences';
import styles from './messages-panel.module.css';

export function DismissButton({ onClick }: { onClick: () => void }) {
  const { messages } = useStrings();
  return (
    <button type="button" className={styles.dismiss} aria-label={messages.dismiss} onClick={onClick}>
      <CloseIcon />
    </button>
  );
}
