// A native range input over a field's stops: logarithmic where the field is, "off" as its first stop.

import { type CSSProperties, useMemo, useRef } from 'react';
import type { NumberField } from '../experiment/field';
import { nearestStop, sliderStops } from './slider-stops';
import styles from './stop-slider.module.css';

export interface StopSliderProps {
  field: NumberField;
  value: number;
  label: string;
  /** The true value in words, which may lie between two stops. */
  valueText: string;
  /** `gesture` is the same during one drag or one held key, so that it undoes as one. */
  onChange: (value: number, gesture: string) => void;
  color?: string;
  /** The two-pixel slider inside a table cell, not a tab stop: its cell opens the full one. */
  thin?: boolean;
}

let gestures = 0;

export function StopSlider({ field, value, label, valueText, onChange, color, thin = false }: StopSliderProps) {
  const stops = useMemo(() => sliderStops(field), [field]);
  const gesture = useRef('');
  const begin = () => {
    gestures++;
    gesture.current = `slider-${gestures}`;
  };
  const position = nearestStop(stops, value, field.scale);
  const share = position / (stops.length - 1);
  return (
    <input
      type="range"
      className={thin ? `${styles.slider} ${styles.thin}` : styles.slider}
      style={{ '--share': share, '--slider-color': color ?? 'var(--ink)' } as CSSProperties}
      min={0}
      max={stops.length - 1}
      step={1}
      value={position}
      aria-label={label}
      aria-valuetext={valueText}
      tabIndex={thin ? -1 : undefined}
      onPointerDown={begin}
      onKeyDown={(event) => {
        if (!event.repeat) begin();
      }}
      onChange={(event) => {
        if (gesture.current === '') begin();
        const next = stops[Number(event.currentTarget.value)];
        if (next !== undefined && next !== value) onChange(next, gesture.current);
      }}
    />
  );
}
