// Who trains: workers of this machine or of a cluster.

import type { Task } from './task';

export interface Crew {
  /** Resolves to a line of results; rejects where it could not be trained, also not in a second try. */
  train(task: Task): Promise<string>;
  /** Ends all workers, whatever they are at. */
  end(): void;
}
