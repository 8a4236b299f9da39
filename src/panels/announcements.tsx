// Says aloud, to those who listen to the page, when training starts, pauses and is over.

import { useEffect, useRef, useState } from 'react';
import { type Activity, activityOf } from '../runs/activity';
import { useStrings } from '../ui/preferences';
import { useStatus } from './playground';

/** A drag starts and ends many trainings; only what lasts is said. */
const settledMs = 400;

export function Announcements() {
  const { announcements } = useStrings();
  const activity = useStatus(activityOf);
  const empty = useStatus((runs) => runs.every(({ trainings }) => trainings.every(({ status }) => status === 'idle')));
  const said = useRef<Activity>('idle');
  const [last, setLast] = useState<Activity | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (said.current === activity) return;
      said.current = activity;
      setLast(activity);
    }, settledMs);
    return () => clearTimeout(timer);
  }, [activity]);
  const words = last === null || (last === 'idle' && empty) ? '' : announcements[last];
  return (
    <p role="status" className="visually-hidden">
      {words}
    </p>
  );
}
