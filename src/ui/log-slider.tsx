// The full control of a number: slider, typed number, and a sentence where a text was not taken.

import styles from './log-slider.module.css';
import { NumberBox } from './number-box';
import { useStrings } from './preferences';
import { StopSlider, type StopSliderProps } from './stop-slider';

interface Props extends Omit<StopSliderProps, 'thin' | 'onChange'> {
  /** Without a gesture for a typed number: each is a step of its own to undo. */
  onChange: (value: number, gesture?: string) => void;
  /** A range too wide to slide over, as a seed's. */
  boxOnly?: boolean;
}

export function LogSlider({ boxOnly = false, label, ...props }: Props) {
  const strings = useStrings();
  return (
    <div className={styles.row}>
      {!boxOnly && <StopSlider {...props} label={strings.input.slider(label)} />}
      <NumberBox field={props.field} value={props.value} label={label} onChange={(value) => props.onChange(value)} />
    </div>
  );
}
