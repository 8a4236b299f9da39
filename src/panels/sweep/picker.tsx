// The layer over a chart that reads a point: by pointer, or by arrow keys from point to point.

import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import styles from './chart.module.css';

interface Props {
  label: string;
  /** What is read, in words. */
  text: string;
  /** The points in the order of the arrow keys, by their indices. */
  order: readonly number[];
  current: number | null;
  /** The point nearest to a place in pixels; null where none is near. */
  nearest: (x: number, y: number) => number | null;
  /** Where an arrow key leads, if not one back or forth. */
  step?: (key: string, from: number) => number | null;
  onHover: (index: number | null) => void;
  onChoose: (index: number) => void;
}

const back = ['ArrowLeft', 'ArrowDown'];
const forth = ['ArrowRight', 'ArrowUp'];

export function Picker({ label, text, order, current, nearest, step, onHover, onChoose }: Props) {
  const area = useRef<HTMLDivElement>(null);
  const place = current === null ? -1 : order.indexOf(current);
  const under = ({ clientX, clientY }: PointerEvent) => {
    const box = area.current!.getBoundingClientRect();
    return nearest(clientX - box.left, clientY - box.top);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event;
    const isArrow = back.includes(key) || forth.includes(key);
    if (!isArrow && key !== 'Home' && key !== 'End') return;
    event.preventDefault();
    const last = order.length - 1;
    const own = isArrow && current !== null ? (step?.(key, current) ?? null) : null;
    const to = key === 'Home' ? 0 : key === 'End' ? last : place + (forth.includes(key) ? 1 : -1);
    const next = own ?? (step && isArrow && current !== null ? current : order[Math.min(last, Math.max(0, to))]);
    if (next !== undefined) onChoose(next);
  };
  return (
    <div
      ref={area}
      className={styles.pointer}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={1}
      aria-valuemax={Math.max(1, order.length)}
      aria-valuenow={Math.max(1, place + 1)}
      aria-valuetext={text}
      onPointerMove={(event) => event.pointerType !== 'touch' && onHover(under(event))}
      onPointerLeave={() => onHover(null)}
      onClick={(event) => {
        const index = under(event as unknown as PointerEvent);
        if (index !== null) onChoose(index);
      }}
      onKeyDown={onKeyDown}
    />
  );
}
