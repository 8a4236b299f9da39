// How a run differs from another, as data: the words for it are in the ui strings.

import {
  type DropoutPlace,
  dropoutPlaces,
  type Norm,
  norms,
  type PenaltySettings,
  type Role,
  type RunSettings,
  roles,
} from './experiment';
import { applies } from './field';
import { dropoutId, penaltyId, type RunFieldId, runFields } from './run-fields';

export interface Difference {
  id: RunFieldId;
  /** The run's value. */
  value: number | string;
  /** The value of the run it is compared with. */
  reference: number | string;
}

/** The settings in which a run differs from another, in field order. One that changes nothing, as a name, is no difference. */
export function differences(run: RunSettings, reference: RunSettings): Difference[] {
  return (Object.keys(runFields) as RunFieldId[])
    .filter((id) => runFields[id].scope !== 'nothing' && differsFrom(run, reference, id))
    .map((id) => ({ id, value: run[id], reference: reference[id] }));
}

/** Whether a setting of a run is another than the reference's, and does something. */
export const differsFrom = (run: RunSettings, reference: RunSettings, id: RunFieldId): boolean =>
  run[id] !== reference[id] && applies<RunSettings>(runFields[id], run);

/** What a setting is about: a penalty on some weights, dropout at some place, or the network itself. */
export type Subject =
  | { kind: 'penalty'; role: Role; norm: Norm }
  | { kind: 'dropout'; place: DropoutPlace }
  | { kind: 'network'; id: Exclude<RunFieldId, keyof PenaltySettings | `${DropoutPlace}Dropout`> };

/** The settings of the network itself that have a value to show: all but name, letter and fork. */
export type NetworkSettingId = Exclude<Extract<Subject, { kind: 'network' }>['id'], 'name' | 'letter' | 'fork'>;

/** The subject of a setting, so that one phrase serves all penalties and one all dropouts. */
export function subjectOf(id: RunFieldId): Subject {
  for (const role of roles) {
    for (const norm of norms) if (id === penaltyId(role, norm)) return { kind: 'penalty', role, norm };
  }
  for (const place of dropoutPlaces) if (id === dropoutId(place)) return { kind: 'dropout', place };
  return { kind: 'network', id: id as Extract<Subject, { kind: 'network' }>['id'] };
}

/** Whether a difference switches a regularizer on or off, or only gives a setting another value. */
export function changeOf({ id, value, reference }: Difference): 'on' | 'off' | 'changed' {
  const field = runFields[id];
  if (field.kind !== 'number' || !field.off) return 'changed';
  if (reference === 0) return 'on';
  return value === 0 ? 'off' : 'changed';
}
