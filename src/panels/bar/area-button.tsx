// Opens and closes what can take the place of the curves: the data, the sweep.

import { useStrings } from '../../ui/preferences';
import { usePlayground, useView } from '../playground';
import { type Area, toggleArea } from '../view';
import styles from './bar.module.css';

interface Props {
  area: Exclude<Area, 'curves'>;
  /** With a border, as among the buttons of a sheet. */
  framed?: boolean;
  onToggle?: () => void;
}

export function AreaButton({ area, framed = false, onToggle }: Props) {
  const { bar } = useStrings();
  const { view } = usePlayground();
  const open = useView((state) => state.area === area);
  return (
    <button
      type="button"
      id={`${area}-button`}
      className={framed ? styles.button : styles.quiet}
      title={bar.areaHints[area]}
      aria-pressed={open}
      onClick={() => {
        view.setState(toggleArea(view.getState(), area));
        onToggle?.();
      }}
    >
      {bar.areas[area]}
    </button>
  );
}
