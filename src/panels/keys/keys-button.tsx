// The button that opens the list of keys.

import { useStrings } from '../../ui/preferences';
import { usePlayground } from '../playground';

/** Opens the list, for those who do not know the key. */
export function KeysButton({ className }: { className?: string | undefined }) {
  const { keys } = useStrings();
  const { view } = usePlayground();
  return (
    <button
      type="button"
      className={className}
      aria-label={keys.heading}
      aria-haspopup="dialog"
      onClick={() => view.setState({ keysShown: true })}
    >
      ?
    </button>
  );
}
