// What the page remembers of the speed of backends, as a test would have it.

import type { Backend } from '../../src/experiment/experiment';
import { openLink } from '../../src/experiment/link';
import { type Measurement, shapeOf } from '../../src/runs/backend-choice';
import { speedsKey } from '../../src/runs/speed-memory';

/** For localStorage: a number is a speed in tokens a second, a text why a backend is not available. */
export function rememberedSpeeds(
  link: string,
  speeds: Readonly<Record<Backend, number | string>>,
): Record<string, string> {
  const measurements = Object.entries(speeds).map(([backend, speed]): [string, Measurement] => [
    backend,
    typeof speed === 'number' ? { kind: 'measured', tokensPerSecond: speed } : { kind: 'unavailable', reason: speed },
  ]);
  return { [speedsKey]: JSON.stringify([[shapeOf(openLink(link).experiment), Object.fromEntries(measurements)]]) };
}
