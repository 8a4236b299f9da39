// How long the texts are: shares of training and validation by length, and how far the network reads.

import type { Overview } from '../../library/browse/browse-protocol';
import { formatPercent } from '../../ui/format';
import { useStrings } from '../../ui/preferences';
import { ticksFromOne } from '../../ui/ticks-from-one';
import { useSize } from '../../ui/use-size';
import { useExperiment } from '../playground';
import { barsPath, histogramScale, stepsPath } from './histogram';
import styles from './overview.module.css';
import { useDataStrings } from './use-data-strings';

const height = 118;

export function LengthsSection({ overview }: { overview: Overview }) {
  const { lengths, parts } = useDataStrings();
  const { results } = useStrings();
  const { sequenceLength } = useExperiment().shared;
  const { report } = overview;
  const [ref, size] = useSize<HTMLDivElement>();
  const percentOf = (share: number) => results.percent(formatPercent(share));
  const scale = size && histogramScale(overview.lengths, sequenceLength, size.width, height);
  return (
    <section className={styles.section} aria-labelledby="lengths-heading">
      <div className={styles.lengthsHead}>
        <h3 id="lengths-heading">{lengths.heading}</h3>
        <span className={styles.legend}>
          <svg width="14" height="9" aria-hidden="true">
            <path d="M0 9V2H14V9Z" className={styles.bars} />
          </svg>
          {parts.training}
          <svg width="18" height="9" aria-hidden="true">
            <path d="M0 5H18" className={styles.steps} />
          </svg>
          {parts.validation}
        </span>
      </div>
      <div ref={ref} style={{ height }}>
        {scale && (
          <svg
            width={scale.width}
            height={height}
            role="img"
            aria-label={lengths.chart(overview.lengths.longest, sequenceLength, percentOf(report.cutTexts))}
            className={styles.histogram}
          >
            <path d={barsPath(overview.lengths.training, scale)} className={styles.bars} />
            <path d={stepsPath(overview.lengths.validation, scale)} className={styles.steps} />
            <path d={`M0 ${scale.bottom}H${scale.width}`} className={styles.axis} />
            {ticksFromOne(scale.most, 5)
              .filter((tick) => scale.x(tick) < scale.width - 8)
              .map((tick) => (
                <text key={tick} x={scale.x(tick)} y={height - 3} textAnchor={tick === 1 ? 'start' : 'middle'}>
                  {tick}
                </text>
              ))}
            <path d={`M${scale.x(sequenceLength)} ${scale.bottom}V2`} className={styles.read} />
            <text
              x={scale.x(sequenceLength) + (scale.readFlips ? -5 : 5)}
              y={11}
              textAnchor={scale.readFlips ? 'end' : 'start'}
              className={styles.readLabel}
            >
              {lengths.read(sequenceLength)}
            </text>
          </svg>
        )}
      </div>
      <p className={styles.soft}>
        {lengths.cut(percentOf(report.cutTexts))} {lengths.unknown(percentOf(report.validationOutOfVocabulary))}
      </p>
    </section>
  );
}
