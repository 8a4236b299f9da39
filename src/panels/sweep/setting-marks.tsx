// The marks of a sweep of one setting: bands, lines and points, train solid and validation dashed.

import { type Domain, type Plot, yOf } from '../../ui/domain';
import type { PartOfPoint, SettingPoint } from './setting-points';

/** Validation is dashed everywhere, train solid everywhere. */
export const validationDash = '5 4';

interface Props {
  points: readonly SettingPoint[];
  part: 'train' | 'validation';
  hasOff: boolean;
  domain: Domain;
  plot: Plot;
  xOf: (place: number) => number;
  color: string;
  withSingles: boolean;
}

interface Shown {
  point: SettingPoint;
  part: PartOfPoint;
  x: number;
}

export function SettingMarks({ points, part, hasOff, domain, plot, xOf, color, withSingles }: Props) {
  const shown = points.flatMap((point): Shown[] => {
    const values = point[part];
    return values ? [{ point, part: values, x: xOf(point.place) }] : [];
  });
  const y = (value: number) => Math.round(yOf(value, domain, plot) * 10) / 10;
  // What was left behind has fewer epochs, and what a seed diverged at fewer seeds: no line runs through them.
  const isJoined = ({ point }: Shown) => point.row.status !== 'leftBehind' && point.row.status !== 'diverged';
  const isOff = ({ point }: Shown) => hasOff && point.place === 0;
  const joined = shown.filter((each) => isJoined(each) && !isOff(each));
  const banded = joined.filter(({ part: { band } }) => band !== null);
  const edge = (side: 'low' | 'high') => banded.map(({ x, part: { band } }) => `${x} ${y(band![side])}`);
  const apart = shown.filter((each) => !joined.includes(each));
  return (
    <g stroke={color} fill="none" strokeLinejoin="round">
      {banded.length > 1 && (
        <path
          d={`M${[...edge('high'), ...edge('low').reverse()].join('L')}Z`}
          fill={color}
          fillOpacity={0.13}
          stroke="none"
        />
      )}
      {apart.map(({ point, part: { band }, x }) =>
        band ? (
          <path key={point.row.index} d={`M${x} ${y(band.low)}V${y(band.high)}`} strokeWidth={7} strokeOpacity={0.16} />
        ) : null,
      )}
      {joined.length > 1 && (
        <path
          d={`M${joined.map(({ x, part: { mean } }) => `${x} ${y(mean)}`).join('L')}`}
          strokeWidth={1.8}
          strokeDasharray={part === 'validation' ? validationDash : undefined}
        />
      )}
      {withSingles && (
        <g fill={color} fillOpacity={0.4} stroke="none">
          {shown.flatMap(({ point, part: { singles }, x }) =>
            // Always in the order of the seeds.
            singles.map((value, seed) => <circle key={`${point.row.index} ${seed}`} cx={x} cy={y(value)} r={1.7} />),
          )}
        </g>
      )}
      {shown.map((each) => (
        <circle
          key={each.point.row.index}
          cx={each.x}
          cy={y(each.part.mean)}
          r={part === 'validation' ? 3.4 : 2.6}
          fill={each.point.row.status === 'finished' ? color : 'var(--ground)'}
          strokeWidth={1.3}
        />
      ))}
    </g>
  );
}
