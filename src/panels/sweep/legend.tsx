// What the lines and marks of a sweep's chart are.

import type { Sweep } from '../../experiment/experiment';
import type { PointRow, SweepVerdict } from '../../runs/swept-points';
import { Explained } from '../../ui/explained';
import { useStrings } from '../../ui/preferences';
import { runColor } from '../../ui/run-mark';
import { kindOf } from './edits';
import { validationDash } from './setting-marks';
import styles from './sweep-panel.module.css';
import { useSweepStrings } from './use-sweep';

interface Props {
  sweep: Sweep;
  rows: readonly PointRow[];
  verdict: SweepVerdict | null;
}

export function Legend({ sweep, rows, verdict }: Props) {
  const { curves } = useStrings();
  const { look } = useSweepStrings();
  const kind = kindOf(sweep);
  const color = runColor(sweep.run);
  const has = (status: PointRow['status']) => rows.some((row) => row.status === status);
  return (
    <div className={styles.legend}>
      {kind === 'one' && (
        <>
          <span>
            <Line color={color} /> {curves.train}
          </span>
          <span>
            <Line color={color} dash={validationDash} /> {curves.validation}
          </span>
          {rows.some(({ seeds }) => seeds > 1) && (
            <span>
              <Dot fill={color} opacity={0.45} r={2} /> {look.single}
            </span>
          )}
          {verdict?.withinNoise && verdict.withinNoise.length > 0 && (
            <span>
              <svg width="14" height="12" aria-hidden="true">
                <rect
                  width="14"
                  height="12"
                  rx="2"
                  fill="var(--differs)"
                  stroke="var(--line-strong)"
                  strokeWidth="0.6"
                />
              </svg>
              <Explained help={look.withinNoiseHelp}>{look.withinNoise}</Explained>
            </span>
          )}
        </>
      )}
      {kind === 'search' && (
        <>
          <span>
            <Line color={color} /> {look.bestTrials}
          </span>
          <span>
            <Line color="var(--mark)" /> {look.others}
          </span>
        </>
      )}
      {kind === 'one' && rows.some(({ status, measured }) => status === 'underWay' && measured.length > 0) && (
        <span>
          <Dot fill="none" stroke={color} r={3} /> {look.unfinished}
        </span>
      )}
      {has('leftBehind') && (
        <span>
          {kind === 'two' ? (
            <Dot fill="none" stroke="currentColor" r={2.6} />
          ) : kind === 'one' ? (
            <Dot fill="none" stroke={color} r={3} />
          ) : (
            <Line color="var(--mark)" dash="3 4" />
          )}{' '}
          {look.leftBehind}
        </span>
      )}
      {has('diverged') && (
        <span>
          {kind === 'two' ? <Hatch /> : <Cross />}
          {look.diverged}
        </span>
      )}
    </div>
  );
}

function Line({ color, dash }: { color: string; dash?: string }) {
  return (
    <svg width="22" height="8" aria-hidden="true">
      <path d="M0 4H22" stroke={color} strokeWidth="2" strokeDasharray={dash} />
    </svg>
  );
}

function Dot({ fill, stroke, r, opacity = 1 }: { fill: string; stroke?: string; r: number; opacity?: number }) {
  return (
    <svg width="9" height="9" aria-hidden="true">
      <circle cx="4.5" cy="4.5" r={r} fill={fill} fillOpacity={opacity} stroke={stroke} strokeWidth="1.3" />
    </svg>
  );
}

const Cross = () => (
  <svg width="10" height="10" aria-hidden="true">
    <path d="M1 1l8 8m0 -8l-8 8" stroke="var(--error)" strokeWidth="1.8" />
  </svg>
);

const Hatch = () => (
  <svg width="14" height="12" aria-hidden="true">
    <path d="M0 12L12 0M-4 8L4 0M6 14L16 4" stroke="var(--error)" strokeWidth="1.6" />
    <rect x="0.5" y="0.5" width="13" height="11" rx="2" fill="none" stroke="var(--line-strong)" />
  </svg>
);
