// The key of a heat map's colours, the better end up.

import { heatColor } from './colors';
import { useSweepStrings } from './use-sweep';

interface Props {
  x: number;
  top: number;
  height: number;
  /** From the worst, 0, to the best, 1. */
  share: (value: number) => number;
  low: number;
  high: number;
  format: (value: number) => string;
}

const steps = 24;
const width = 12;

export function HeatKey({ x, top, height, share, low, high, format }: Props) {
  const { chart } = useSweepStrings();
  const [from, to] = [top + 18, top + Math.min(height - 18, 240)];
  const step = (to - from) / steps;
  const [best, worst] = share(low) > share(high) ? [low, high] : [high, low];
  return (
    <g>
      <text x={x} y={top + 9}>
        {chart.better}
      </text>
      {Array.from({ length: steps }, (_, i) => (
        // Always from the top down.
        <rect
          key={i}
          x={x}
          y={from + i * step}
          width={width}
          height={step + 0.5}
          fill={heatColor(1 - i / (steps - 1))}
        />
      ))}
      <text x={x + width + 5} y={from + 9}>
        {format(best)}
      </text>
      {best !== worst && (
        <text x={x + width + 5} y={to}>
          {format(worst)}
        </text>
      )}
      <text x={x} y={to + 15}>
        {chart.worse}
      </text>
    </g>
  );
}
