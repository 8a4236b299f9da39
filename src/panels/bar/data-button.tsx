// Opens and closes the data panel in the place of the curves.

import { useStrings } from '../../ui/preferences';
import { usePlayground, useView } from '../playground';
import { toggleData } from '../view';
import styles from './bar.module.css';

interface Props {
  /** With a border, as among the buttons of a sheet. */
  framed?: boolean;
  onToggle?: () => void;
}

export function DataButton({ framed = false, onToggle }: Props) {
  const { bar } = useStrings();
  const { view } = usePlayground();
  const open = useView((state) => state.area === 'data');
  return (
    <button
      type="button"
      id="data-button"
      className={framed ? styles.button : styles.quiet}
      title={bar.dataHint}
      aria-pressed={open}
      onClick={() => {
        view.setState(toggleData(view.getState()));
        onToggle?.();
      }}
    >
      {bar.data}
    </button>
  );
}
