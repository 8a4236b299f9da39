// A random search in parallel coordinates: an axis for each setting and one for the result, a line for each trial.

import { useMemo } from 'react';
import { sweepField } from '../../experiment/sweep';
import { formatTick } from '../../ui/format';
import { useStrings } from '../../ui/preferences';
import { runColor } from '../../ui/run-mark';
import { useSize } from '../../ui/use-size';
import { type AxisScale, placeOn, scaleOf } from './axis-scale';
import styles from './chart.module.css';
import type { ChartProps } from './chart-props';
import { nearestLine, resultScale, type TrialLine, trialLines } from './parallel';
import { Picker } from './picker';
import { useSweepStrings } from './use-sweep';
import { placeWords, pointWords, settingName, titleOf, valueName } from './words';

const plot = { left: 46, right: 58, top: 34, bottom: 14 };
/** Within so many pixels of a line it is the one that is meant. */
const reach = 40;

const lineStyles = { best: styles.bestLine, plain: styles.plain, leftBehind: styles.leftBehind };

export function TrialsChart({ sweep, rows, metric, current, sentence, onHover, onChoose }: ChartProps) {
  const strings = useStrings();
  const words = useSweepStrings();
  const [ref, size] = useSize<HTMLDivElement>();
  const scales = useMemo(
    () => sweep.axes.map(({ setting, values }) => scaleOf(sweepField(setting), values)),
    [sweep.axes],
  );
  const result = useMemo(() => resultScale(rows, metric), [rows, metric]);
  const lines = useMemo(() => trialLines(rows, metric, scales, result), [rows, metric, scales, result]);
  const measure = words.measures[metric].validation;
  const title = titleOf(sweep, metric, rows.length, { strings, words });
  const axes: { name: string; scale: AxisScale; tick: (value: number) => string }[] = [
    ...sweep.axes.map(({ setting }, axis) => ({
      name: settingName(setting, strings),
      scale: scales[axis]!,
      tick: (value: number) => valueName(setting, value, strings),
    })),
    {
      name: words.chart.axis(measure),
      scale: result,
      tick: (value: number) =>
        metric === 'loss' ? formatTick(value) : strings.results.percent(formatTick(value * 100)),
    },
  ];
  const last = axes.length - 1;
  const width = (size?.width ?? 0) - plot.left - plot.right;
  const height = (size?.height ?? 0) - plot.top - plot.bottom;
  const x = (axis: number) => plot.left + (axis / last) * width;
  const y = (place: number) => Math.round((plot.top + (1 - place) * height) * 10) / 10;
  const path = ({ places }: TrialLine) => {
    const corners = places.flatMap((place, axis) => (place === null ? [] : [`${Math.round(x(axis))} ${y(place)}`]));
    return corners.length > 1 ? `M${corners.join('L')}` : '';
  };
  const color = runColor(sweep.run);
  const read = lines.find(({ row }) => row.index === current);
  const room = size ? Math.max(40, width / last - 8) : 80;
  const nearest = (pointerX: number, pointerY: number) => {
    const found = nearestLine(lines, ((pointerX - plot.left) / width) * last, 1 - (pointerY - plot.top) / height);
    return found && found.distance * height < reach ? found.line.row.index : null;
  };
  return (
    <div ref={ref} className={styles.chart}>
      {size && size.width > 120 && size.height > 100 && (
        <>
          <svg width={size.width} height={size.height} role="img" aria-label={`${title}. ${sentence}`}>
            <g fill="none" strokeLinejoin="round">
              {lines.map((line) => (
                <path
                  key={line.row.index}
                  d={path(line)}
                  className={lineStyles[line.weight]}
                  stroke={line.weight === 'best' ? color : 'var(--mark)'}
                />
              ))}
              {lines.map(({ row, places, weight }) => {
                const place = places[last];
                return typeof place === 'number' ? (
                  <circle
                    key={row.index}
                    cx={x(last)}
                    cy={y(place)}
                    r={weight === 'best' ? 3.4 : 2.4}
                    fill={weight === 'leftBehind' ? 'var(--ground)' : weight === 'best' ? color : 'var(--mark)'}
                    stroke={weight === 'best' ? color : 'var(--mark)'}
                  />
                ) : row.status === 'diverged' ? (
                  <path
                    key={row.index}
                    d={`M${x(last - 1) - 4} ${y(places[last - 1] ?? 0) - 4}l8 8m0 -8l-8 8`}
                    className={styles.diverged}
                  />
                ) : null;
              })}
            </g>
            {axes.map(({ name, scale, tick }, axis) => (
              <g key={name}>
                <path d={`M${x(axis)} ${y(0)}V${y(1)}`} className={styles.axis} />
                {scale.ticks.map((value) => (
                  <g key={value}>
                    <path d={`M${x(axis) - 3} ${y(placeOn(scale, value))}h6`} className={styles.axis} />
                    <text
                      x={x(axis) + (axis === last ? 9 : -7)}
                      y={y(placeOn(scale, value)) + 4}
                      textAnchor={axis === last ? 'start' : 'end'}
                    >
                      {tick(value)}
                    </text>
                  </g>
                ))}
              </g>
            ))}
            {read && <path d={path(read)} fill="none" className={styles.readLine} />}
          </svg>
          {axes.map(({ name }, axis) => (
            <span
              key={name}
              className={styles.axisName}
              data-end={axis === 0 ? 'first' : axis === last ? 'last' : undefined}
              style={{ left: x(axis), maxWidth: axis === 0 || axis === last ? room / 2 + 40 : room }}
              title={name}
              aria-hidden="true"
            >
              {name}
            </span>
          ))}
          <Picker
            label={words.chart.pick(title)}
            text={
              read
                ? `${placeWords(sweep, read.row, { strings, words })}: ${pointWords(read.row, { strings, words })}`
                : sentence
            }
            // From the best on.
            order={lines.map(({ row }) => row.index).reverse()}
            {...{ current, nearest, onHover, onChoose }}
          />
        </>
      )}
    </div>
  );
}
