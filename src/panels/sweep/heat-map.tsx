// A sweep of two settings: a cell for each pair of values, coloured by the mean, with lines of equal height.

import { useMemo } from 'react';
import { sweepField } from '../../experiment/sweep';
import { meanOf, type PointRow } from '../../runs/swept-points';
import { linearDomain } from '../../ui/domain';
import { formatLoss, formatPercent, formatTick } from '../../ui/format';
import { useStrings } from '../../ui/preferences';
import { type Size, useSize } from '../../ui/use-size';
import { scaleOf } from './axis-scale';
import styles from './chart.module.css';
import type { ChartProps } from './chart-props';
import { heatColor, inkOn, sharesOf } from './colors';
import { contour } from './contours';
import { cellEdges, contourField, heatGrid } from './heat-grid';
import { HeatKey } from './heat-key';
import { Picker } from './picker';
import { useSweepStrings } from './use-sweep';
import { placeWords, pointWords, settingName, titleOf, valueName } from './words';

const plot = { left: 62, top: 8, right: 10, bottom: 42, key: 70 };

export function HeatMap(props: ChartProps) {
  const [ref, size] = useSize<HTMLDivElement>();
  return (
    <div ref={ref} className={styles.chart}>
      {size && size.width > 120 && size.height > 100 && <Cells {...props} size={size} />}
    </div>
  );
}

function Cells(props: ChartProps & { size: Size }) {
  const { sweep, rows, verdict, metric, current, sentence, onHover, onChoose, size } = props;
  const strings = useStrings();
  const words = useSweepStrings();
  const [xAxis, yAxis] = [sweep.axes[0]!, sweep.axes[1]!];
  const grid = useMemo(() => heatGrid(rows), [rows]);
  const scales = useMemo(
    () => [xAxis, yAxis].map(({ setting, values }) => scaleOf(sweepField(setting), values)),
    [xAxis, yAxis],
  );
  const [xScale, yScale] = [scales[0]!, scales[1]!];
  const withKey = size.width > 560;
  const width = size.width - plot.left - plot.right - (withKey ? plot.key : 0);
  const height = size.height - plot.top - plot.bottom;
  const columns = cellEdges(grid.columns.length, xScale.hasOff, width);
  const lines = cellEdges(grid.rows.length, yScale.hasOff, height);
  const left = (column: number) => plot.left + columns.edges[column]!;
  const top = (row: number) => plot.top + height - lines.edges[row]! - lines.width;

  const heightOf = (row: PointRow | null) => {
    const mean = row && row.status !== 'diverged' ? meanOf(row, 'validation', metric) : null;
    return mean !== null && Number.isFinite(mean) ? mean : null;
  };
  const values = rows.flatMap((row) => heightOf(row) ?? []);
  const share = sharesOf(values, metric === 'loss');
  const format = (value: number) => (metric === 'loss' ? formatLoss(value) : formatPercent(value, 0));
  const withNumbers = columns.width >= 38 && lines.width >= 18;
  const levels = values.length > 3 ? linearDomain(Math.min(...values), Math.max(...values)).ticks : [];
  const field = contourField(grid, metric, [xScale, yScale]);
  const middle = (edges: readonly number[], cell: number, at: number) => {
    const from = edges[cell]!;
    return from + (at - cell) * ((edges[cell + 1] ?? from) - from);
  };
  const contours = levels.map((level) => ({
    level,
    path: contour(field, level)
      .map(({ x1, y1, x2, y2 }) => `M${px(x1)} ${py(y1)}L${px(x2)} ${py(y2)}`)
      .join(''),
  }));
  function px(at: number) {
    return Math.round(10 * (plot.left + middle(columns.edges, Math.floor(at), at) + columns.width / 2)) / 10;
  }
  function py(at: number) {
    return Math.round(10 * (plot.top + height - middle(lines.edges, Math.floor(at), at) - lines.width / 2)) / 10;
  }

  const name = (axis: typeof xAxis) => settingName(axis.setting, strings);
  const title = titleOf(sweep, metric, rows.length, { strings, words });
  const read = rows.find(({ index }) => index === current);
  const cells = grid.cells.flatMap((line, row) =>
    line.flatMap((cell, column) => (cell ? [{ cell, row, column }] : [])),
  );
  const placeOf = (index: number) => cells.find(({ cell }) => cell.index === index);
  const step = (key: string, from: number) => {
    const place = placeOf(from);
    if (!place) return null;
    const row = place.row + (key === 'ArrowUp' ? 1 : key === 'ArrowDown' ? -1 : 0);
    const column = place.column + (key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0);
    return grid.cells[row]?.[column]?.index ?? null;
  };
  const everyColumn = Math.max(1, Math.ceil(46 / columns.width));
  const everyRow = Math.max(1, Math.ceil(16 / lines.width));

  return (
    <>
      <svg width={size.width} height={size.height} role="img" aria-label={`${title}. ${sentence}`}>
        <defs>
          <pattern id="sweep-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" className={styles.hatchGround} />
            <path d="M0 0V6" className={styles.hatch} />
          </pattern>
        </defs>
        {cells.map(({ cell, row, column }) => {
          const value = heightOf(cell);
          return (
            <g key={cell.index}>
              <rect
                x={left(column) + 0.5}
                y={top(row) + 0.5}
                width={Math.max(1, columns.width - 1)}
                height={Math.max(1, lines.width - 1)}
                rx={2}
                fill={
                  value !== null
                    ? heatColor(share(value))
                    : cell.status === 'diverged'
                      ? 'url(#sweep-hatch)'
                      : undefined
                }
                className={value === null && cell.status !== 'diverged' ? styles.emptyCell : undefined}
              />
            </g>
          );
        })}
        {contours.map(({ level, path }) => (
          <g key={level} className={styles.contour}>
            <path d={path} />
            <path d={path} />
          </g>
        ))}
        {withNumbers &&
          cells.map(({ cell, row, column }) => {
            const value = heightOf(cell);
            return value === null ? null : (
              <text
                key={cell.index}
                x={left(column) + columns.width / 2}
                y={top(row) + lines.width / 2 + 4}
                textAnchor="middle"
                className={styles.cellNumber}
                style={{
                  fill: inkOn(share(value)),
                  stroke: heatColor(share(value)),
                  opacity: cell.status === 'leftBehind' ? 0.75 : 1,
                }}
              >
                {format(value)}
              </text>
            );
          })}
        {grid.columns.map((value, column) =>
          column % everyColumn === 0 ? (
            <text key={value} x={left(column) + columns.width / 2} y={plot.top + height + 17} textAnchor="middle">
              {valueName(xAxis.setting, value, strings)}
            </text>
          ) : null,
        )}
        {grid.rows.map((value, row) =>
          row % everyRow === 0 ? (
            <text key={value} x={plot.left - 7} y={top(row) + lines.width / 2 + 4} textAnchor="end">
              {valueName(yAxis.setting, value, strings)}
            </text>
          ) : null,
        )}
        <text x={plot.left + width / 2} y={size.height - 6} textAnchor="middle" className={styles.title}>
          {name(xAxis)}
        </text>
        <text
          transform={`translate(12 ${plot.top + height / 2}) rotate(-90)`}
          textAnchor="middle"
          className={styles.title}
        >
          {name(yAxis)}
        </text>
        {[
          { index: verdict?.best.index, className: styles.bestCell },
          { index: current, className: styles.readCell },
        ].map(({ index, className }) => {
          const place = index === undefined || index === null ? undefined : placeOf(index);
          return place ? (
            <g key={className} className={className}>
              {[0, 1].map((outline) => (
                <rect
                  key={outline}
                  x={left(place.column) + 1.5}
                  y={top(place.row) + 1.5}
                  width={Math.max(1, columns.width - 3)}
                  height={Math.max(1, lines.width - 3)}
                  rx={2}
                />
              ))}
            </g>
          ) : null;
        })}
        {withKey && values.length > 0 && (
          <HeatKey
            x={size.width - plot.key + 14}
            top={plot.top}
            height={height}
            share={share}
            low={Math.min(...values)}
            high={Math.max(...values)}
            format={(value) => (metric === 'loss' ? formatTick(Number(value.toPrecision(3))) : formatPercent(value, 0))}
          />
        )}
      </svg>
      <Picker
        label={words.chart.pick(title)}
        text={
          read ? `${placeWords(sweep, read, { strings, words })}: ${pointWords(read, { strings, words })}` : sentence
        }
        order={cells.map(({ cell }) => cell.index)}
        current={current}
        nearest={(x, y) =>
          cells.find(
            ({ row, column }) =>
              x >= left(column) && x < left(column) + columns.width && y >= top(row) && y < top(row) + lines.width,
          )?.cell.index ?? null
        }
        step={step}
        onHover={onHover}
        onChoose={onChoose}
      />
    </>
  );
}
