// The cells of a heat map: colours, contours, and on top the numbers and what marks a cell.

import type { SweptMetric } from '../../runs/swept-look';
import type { PointRow } from '../../runs/swept-points';
import { linearDomain } from '../../ui/domain';
import { formatLoss, formatPercent } from '../../ui/format';
import styles from './chart.module.css';
import { heatColor, inkOn } from './colors';
import type { HeatLayout } from './heat-layout';

export interface Cell {
  row: PointRow;
  /** Null where nothing was measured, or a seed diverged. */
  height: number | null;
  x: number;
  y: number;
}

interface Props {
  cells: readonly Cell[];
  /** What the contours run through. */
  field: readonly (readonly (number | null)[])[];
  layout: HeatLayout;
  metric: SweptMetric;
  /** From the worst, 0, to the best, 1. */
  share: (height: number) => number;
}

/** Fewer cells have no shape. */
const fewestWithContours = 4;

export function HeatCells({ cells, field, layout, metric, share }: Props) {
  const { cellWidth, cellHeight } = layout;
  const heights = cells.flatMap(({ height }) => height ?? []);
  const levels =
    heights.length < fewestWithContours ? [] : linearDomain(Math.min(...heights), Math.max(...heights)).ticks;
  const withNumbers = cellWidth >= 38 && cellHeight >= 18;
  return (
    <g>
      <defs>
        <pattern id="sweep-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" className={styles.hatchGround} />
          <path d="M0 0V6" className={styles.hatch} />
        </pattern>
      </defs>
      {cells.map(({ row, height, x, y }) => {
        const hatched = row.status === 'diverged' ? 'url(#sweep-hatch)' : undefined;
        return (
          <rect
            key={row.index}
            x={x + 0.5}
            y={y + 0.5}
            width={Math.max(1, cellWidth - 1)}
            height={Math.max(1, cellHeight - 1)}
            rx={2}
            fill={height === null ? hatched : heatColor(share(height))}
            className={height === null && !hatched ? styles.emptyCell : undefined}
          />
        );
      })}
      {levels.map((level) => {
        const path = layout.contourPath(field, level);
        return (
          <g key={level} className={styles.contour}>
            <path d={path} />
            <path d={path} />
          </g>
        );
      })}
      {cells.map(({ row, height, x, y }) =>
        height === null ? null : (
          <g key={row.index}>
            {withNumbers && (
              <text
                x={x + cellWidth / 2}
                y={y + cellHeight / 2 + 4}
                textAnchor="middle"
                className={styles.cellNumber}
                style={{ fill: inkOn(share(height)), stroke: heatColor(share(height)) }}
              >
                {metric === 'loss' ? formatLoss(height) : formatPercent(height, 0)}
              </text>
            )}
            {row.status === 'leftBehind' && (
              <circle
                cx={x + cellWidth - 7}
                cy={y + 7}
                r={2.6}
                fill="none"
                stroke={inkOn(share(height))}
                strokeWidth={1.2}
              />
            )}
          </g>
        ),
      )}
    </g>
  );
}
