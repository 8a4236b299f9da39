// A label in a narrow column: broken where its words are joined, before it is broken anywhere.

import { Fragment } from 'react';
import { breakable } from './labels';

export function LabelText({ label }: { label: string }) {
  return (
    <bdi>
      {breakable(label).map((piece, index) => (
        // Pieces have no other identity than their place.
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {piece}
        </Fragment>
      ))}
    </bdi>
  );
}
