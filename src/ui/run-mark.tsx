// A run's mark: its colour and, for those who cannot tell colours apart, its shape.

import type { RunId } from '../experiment/experiment';

/** Each shape in a 10 × 10 box, drawn to look equally heavy. */
const shapes = {
  A: 'M5 .4a4.6 4.6 0 1 1 0 9.2a4.6 4.6 0 0 1 0-9.2Z',
  B: 'M.9 2.1Q.9.9 2.1.9H7.9Q9.1.9 9.1 2.1V7.9Q9.1 9.1 7.9 9.1H2.1Q.9 9.1.9 7.9Z',
  C: 'M5 .5 9.8 9.2H.2Z',
  D: 'M5 0 10 5 5 10 0 5Z',
  E: 'M5 9.5.2.8H9.8Z',
  F: 'M3.4.4H6.6V3.4H9.6V6.6H6.6V9.6H3.4V6.6H.4V3.4H3.4Z',
} as const satisfies Record<RunId, string>;

export const runColor = (id: RunId) => `var(--run-${id.toLowerCase()})`;

interface Props {
  id: RunId;
  /** Drawn as an outline: the run is hidden. */
  hollow?: boolean;
  size?: number;
}

/** Decorative: the letter stands beside it. */
export function RunMark({ id, hollow = false, size = 10 }: Props) {
  return (
    <svg width={size} height={size} viewBox="-1 -1 12 12" aria-hidden="true" focusable="false" style={{ flex: 'none' }}>
      <path
        d={shapes[id]}
        fill={hollow ? 'none' : runColor(id)}
        stroke={runColor(id)}
        strokeWidth={hollow ? 1.4 : 0}
        strokeLinejoin="round"
      />
    </svg>
  );
}

/** The same shape inside another svg, centred at (x, y). */
export function RunGlyph({ id, x, y, size = 9 }: { id: RunId; x: number; y: number; size?: number }) {
  const scale = size / 10;
  return (
    <path
      d={shapes[id]}
      fill={runColor(id)}
      transform={`translate(${x - 5 * scale} ${y - 5 * scale}) scale(${scale})`}
    />
  );
}
