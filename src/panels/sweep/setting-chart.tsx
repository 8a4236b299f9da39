// A sweep of one setting: train and validation against its values, with what is within noise of the best one shaded.

import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { type Plot, yOf } from '../../ui/domain';
import { formatTick } from '../../ui/format';
import { useStrings } from '../../ui/preferences';
import { runColor } from '../../ui/run-mark';
import { useSize } from '../../ui/use-size';
import { useView } from '../playground';
import { beginOf, placeOn } from './axis-scale';
import styles from './chart.module.css';
import type { ChartProps } from './chart-props';
import { noiseStrips } from './noise-range';
import { Picker } from './picker';
import { SettingMarks } from './setting-marks';
import { settingChart } from './setting-points';
import { useSweepStrings } from './use-sweep';
import { placeWords, pointWords, settingName, titleOf, valueName } from './words';

/** Between the ends of the axis and the first and last point, in pixels. */
const inset = 18;

export function SettingChart({ sweep, rows, verdict, metric, current, sentence, onHover, onChoose }: ChartProps) {
  const strings = useStrings();
  const words = useSweepStrings();
  const look = useView(useShallow(({ band, logY }) => ({ band, logY })));
  const [ref, size] = useSize<HTMLDivElement>();
  const axis = sweep.axes[0]!;
  const mostTicks = size ? Math.max(2, Math.floor(size.width / 90)) : 6;
  const { scale, domain, points } = useMemo(
    () => settingChart(axis, rows, { metric, mostTicks, ...look }),
    [axis, rows, metric, mostTicks, look],
  );
  const name = settingName(axis.setting, strings);
  const title = titleOf(sweep, metric, rows.length, { strings, words });
  const color = runColor(sweep.run);
  const plot: Plot | null = size && { left: 44, right: size.width - 8, top: 12, bottom: size.height - 42 };
  const xOf = (place: number) =>
    plot ? Math.round((plot.left + inset + place * (plot.right - plot.left - 2 * inset)) * 10) / 10 : 0;
  const best = points.find(({ row }) => row === verdict?.best);
  const read = points.find(({ row }) => row.index === current);
  const nearest = (x: number) =>
    points.reduce<{ index: number | null; distance: number }>(
      (found, { place, row }) => {
        const distance = Math.abs(xOf(place) - x);
        return distance < found.distance ? { index: row.index, distance } : found;
      },
      { index: null, distance: 60 },
    ).index;

  return (
    <div ref={ref} className={styles.chart}>
      {size && plot && size.width > 120 && size.height > 100 && (
        <>
          <svg width={size.width} height={size.height} role="img" aria-label={`${title}. ${sentence}`}>
            {verdict &&
              noiseStrips(points, verdict).map(({ from, to }) => (
                <rect
                  key={from}
                  x={xOf(from)}
                  width={xOf(to) - xOf(from)}
                  y={plot.top}
                  height={plot.bottom - plot.top}
                  className={styles.noise}
                />
              ))}
            {domain.ticks.map((tick) => (
              <g key={tick}>
                <path d={`M${plot.left} ${yOf(tick, domain, plot)}H${plot.right}`} className={styles.grid} />
                <text x={plot.left - 7} y={yOf(tick, domain, plot) + 4} textAnchor="end">
                  {metric === 'loss' ? formatTick(tick) : strings.results.percent(formatTick(tick * 100))}
                </text>
              </g>
            ))}
            <path
              d={`M${scale.hasOff ? xOf(beginOf(scale)) - inset * 0.6 : plot.left} ${plot.bottom}H${plot.right}`}
              className={styles.axis}
            />
            {scale.hasOff && <path d={`M${xOf(0) - 12} ${plot.bottom}h24`} className={styles.axis} />}
            {scale.ticks.map((tick) => (
              <g key={tick}>
                <path d={`M${xOf(placeOn(scale, tick))} ${plot.bottom}v4`} className={styles.axis} />
                <text x={xOf(placeOn(scale, tick))} y={plot.bottom + 17} textAnchor="middle">
                  {valueName(axis.setting, tick, strings)}
                </text>
              </g>
            ))}
            <text x={(plot.left + plot.right) / 2} y={size.height - 6} textAnchor="middle" className={styles.title}>
              {name}
            </text>
            {read && (
              <path
                d={`M${xOf(read.place)} ${plot.top}V${plot.bottom}`}
                className={styles.read}
                shapeRendering="crispEdges"
              />
            )}
            {(['train', 'validation'] as const).map((part) => (
              <SettingMarks
                key={part}
                {...{ points, part, domain, plot, xOf, color }}
                hasOff={scale.hasOff}
                withSingles
              />
            ))}
            {points
              .filter(({ row }) => row.status === 'diverged')
              .map(({ row, place }) => (
                <path
                  key={row.index}
                  d={`M${xOf(place) - 4} ${plot.top + 2}l8 8m0 -8l-8 8`}
                  className={styles.diverged}
                />
              ))}
            {best?.validation && (
              <g>
                <circle
                  cx={xOf(best.place)}
                  cy={yOf(best.validation.mean, domain, plot)}
                  r={7}
                  className={styles.best}
                />
                <text
                  x={xOf(best.place)}
                  y={yOf(best.validation.mean, domain, plot) + (metric === 'loss' ? 22 : -13)}
                  textAnchor="middle"
                  className={styles.strong}
                >
                  {words.chart.best}
                </text>
              </g>
            )}
          </svg>
          <Picker
            label={words.chart.pick(title)}
            text={
              read
                ? `${placeWords(sweep, read.row, { strings, words })}: ${pointWords(read.row, { strings, words })}`
                : sentence
            }
            order={points.map(({ row }) => row.index)}
            {...{ current, nearest, onHover, onChoose }}
          />
        </>
      )}
    </div>
  );
}
