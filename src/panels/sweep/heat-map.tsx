// A sweep of two settings: a cell for each pair of values, coloured by the mean, with lines of equal height.

import { useMemo } from 'react';
import { sweepField } from '../../experiment/sweep';
import type { SweptMetric } from '../../runs/swept-look';
import { meanOf, type PointRow } from '../../runs/swept-points';
import { formatPercent, formatTick } from '../../ui/format';
import { useStrings } from '../../ui/preferences';
import { type Size, useSize } from '../../ui/use-size';
import { scaleOf } from './axis-scale';
import styles from './chart.module.css';
import type { ChartProps } from './chart-props';
import { sharesOf } from './colors';
import { type Cell, HeatCells } from './heat-cells';
import { contourField, heatGrid } from './heat-grid';
import { HeatKey } from './heat-key';
import { heatLayout, margins } from './heat-layout';
import { Picker } from './picker';
import { useSweepStrings } from './use-sweep';
import { placeWords, pointWords, settingName, titleOf, valueName } from './words';

/** Between two labels along the axes, in pixels. */
const labelRoom = { x: 46, y: 16 };

export function HeatMap(props: ChartProps) {
  const [ref, size] = useSize<HTMLDivElement>();
  return (
    <div ref={ref} className={styles.chart}>
      {size && size.width > 120 && size.height > 100 && <HeatMapIn {...props} size={size} />}
    </div>
  );
}

function HeatMapIn(props: ChartProps & { size: Size }) {
  const { sweep, rows, verdict, metric, current, sentence, onHover, onChoose, size } = props;
  const strings = useStrings();
  const words = useSweepStrings();
  const [xAxis, yAxis] = [sweep.axes[0]!, sweep.axes[1]!];
  const scales = useMemo(
    () => [scaleOf(sweepField(xAxis.setting), xAxis.values), scaleOf(sweepField(yAxis.setting), yAxis.values)] as const,
    [xAxis, yAxis],
  );
  const grid = useMemo(() => heatGrid(rows), [rows]);
  const layout = useMemo(() => heatLayout(grid, scales, size), [grid, scales, size]);
  const field = useMemo(() => contourField(grid, metric, scales), [grid, metric, scales]);
  const { width, height, cellWidth, cellHeight, left, top } = layout;
  const cells = grid.cells.flatMap((line, row) =>
    line.flatMap((cell, column): Cell[] =>
      cell ? [{ row: cell, height: heightOf(cell, metric), x: left(column), y: top(row) }] : [],
    ),
  );
  const heights = cells.flatMap((cell) => cell.height ?? []);
  const share = sharesOf(heights, metric === 'loss');
  const title = titleOf(sweep, metric, rows.length, { strings, words });
  const read = rows.find(({ index }) => index === current);
  const everyColumn = Math.ceil(labelRoom.x / cellWidth);
  const everyRow = Math.ceil(labelRoom.y / cellHeight);
  const step = (key: string, from: number) => {
    const row = grid.cells.findIndex((line) => line.some((cell) => cell?.index === from));
    const column = grid.cells[row]?.findIndex((cell) => cell?.index === from) ?? -1;
    const up = key === 'ArrowUp' ? 1 : key === 'ArrowDown' ? -1 : 0;
    const right = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
    return grid.cells[row + up]?.[column + right]?.index ?? null;
  };
  const nearest = (x: number, y: number) =>
    cells.find((cell) => x >= cell.x && x < cell.x + cellWidth && y >= cell.y && y < cell.y + cellHeight)?.row.index ??
    null;
  const isMarked = (index: number | null | undefined) => cells.find(({ row }) => row.index === index);

  return (
    <>
      <svg width={size.width} height={size.height} role="img" aria-label={`${title}. ${sentence}`}>
        <HeatCells {...{ cells, field, layout, metric, share }} />
        {grid.columns.map((value, column) =>
          column % everyColumn === 0 ? (
            <text key={value} x={left(column) + cellWidth / 2} y={margins.top + height + 17} textAnchor="middle">
              {valueName(xAxis.setting, value, strings)}
            </text>
          ) : null,
        )}
        {grid.rows.map((value, row) =>
          row % everyRow === 0 ? (
            <text key={value} x={margins.left - 7} y={top(row) + cellHeight / 2 + 4} textAnchor="end">
              {valueName(yAxis.setting, value, strings)}
            </text>
          ) : null,
        )}
        <text x={margins.left + width / 2} y={size.height - 6} textAnchor="middle" className={styles.title}>
          {settingName(xAxis.setting, strings)}
        </text>
        <text
          transform={`translate(12 ${margins.top + height / 2}) rotate(-90)`}
          textAnchor="middle"
          className={styles.title}
        >
          {settingName(yAxis.setting, strings)}
        </text>
        <Outline cell={isMarked(verdict?.best.index)} className={styles.bestCell} {...{ cellWidth, cellHeight }} />
        <Outline cell={isMarked(current)} className={styles.readCell} {...{ cellWidth, cellHeight }} />
        {layout.withKey && heights.length > 0 && (
          <HeatKey
            x={size.width - margins.key + 14}
            top={margins.top}
            low={Math.min(...heights)}
            high={Math.max(...heights)}
            format={(value) => (metric === 'loss' ? formatTick(Number(value.toPrecision(3))) : formatPercent(value, 0))}
            {...{ height, share }}
          />
        )}
      </svg>
      <Picker
        label={words.chart.pick(title)}
        text={
          read ? `${placeWords(sweep, read, { strings, words })}: ${pointWords(read, { strings, words })}` : sentence
        }
        order={cells.map(({ row }) => row.index)}
        {...{ current, nearest, step, onHover, onChoose }}
      />
    </>
  );
}

function heightOf(row: PointRow, metric: SweptMetric): number | null {
  const mean = row.status === 'diverged' ? null : meanOf(row, 'validation', metric);
  return mean !== null && Number.isFinite(mean) ? mean : null;
}

interface OutlineProps {
  cell: Cell | undefined;
  cellWidth: number;
  cellHeight: number;
  className: string | undefined;
}

/** Two lines of which one is seen on any colour. */
function Outline({ cell, cellWidth, cellHeight, className }: OutlineProps) {
  if (!cell) return null;
  const box = {
    x: cell.x + 1.5,
    y: cell.y + 1.5,
    width: Math.max(1, cellWidth - 3),
    height: Math.max(1, cellHeight - 3),
    rx: 2,
  };
  return (
    <g className={className}>
      <rect {...box} />
      <rect {...box} />
    </g>
  );
}
