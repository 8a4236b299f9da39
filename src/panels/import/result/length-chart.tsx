// How long the texts are, and how much of them the network reads.

import { formatPercent } from '../../../ui/format';
import { useImportStrings } from '../stage/use-import-strings';
import styles from './length-chart.module.css';
import { lengthBins, longestOf, medianLength, shareLonger } from './lengths';

interface Props {
  histogram: Uint32Array;
  unit: 'word' | 'character';
  read: number;
}

const width = 320;
const height = 84;

export function LengthChart({ histogram, unit, read }: Props) {
  const strings = useImportStrings();
  const bins = lengthBins(histogram);
  const most = Math.max(1, ...bins.map(({ texts }) => texts));
  const longest = longestOf(histogram);
  const longestText = longest === histogram.length - 1 ? strings.orMore(longest) : String(longest);
  const step = width / bins.length;
  const binWidth = bins.length > 1 ? bins[1]!.from : 1;
  const readAt = ((read + 1) / binWidth) * step;
  const summary = strings.lengthsChart(medianLength(histogram), longestText);
  return (
    <section>
      <h4 className={styles.heading}>{strings.lengths[unit]}</h4>
      <svg viewBox={`0 0 ${width} ${height}`} className={styles.chart} role="img" aria-label={summary}>
        {bins.map(({ from, texts }, bin) => {
          const size = texts === 0 ? 0 : Math.max(1, (texts / most) * (height - 4));
          return (
            <rect
              key={from}
              x={bin * step + 0.5}
              y={height - size}
              width={Math.max(0.5, step - 1)}
              height={size}
              className={from > read ? styles.cut : styles.bin}
            />
          );
        })}
        <line x1={0} x2={width} y1={height} y2={height} className={styles.axis} />
        {readAt < width && <line x1={readAt} x2={readAt} y1={0} y2={height} className={styles.read} />}
      </svg>
      <div className={styles.ticks} aria-hidden="true">
        <span>0</span>
        {readAt > 24 && readAt < width - 40 && (
          <span className={styles.readTick} style={{ left: `${(100 * readAt) / width}%` }}>
            {strings.reads(read)}
          </span>
        )}
        <span>{longestText}</span>
      </div>
      <p className={styles.soft}>
        {summary} {strings.cut(`${formatPercent(shareLonger(histogram, read), 0)}\u00a0%`, read, unit)}
      </p>
    </section>
  );
}
