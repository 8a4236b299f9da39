// A text of the corpus, as text and nothing else, with what a search found in it marked.

import { piecesOf } from './derive';
import styles from './list.module.css';

export function FoundText({ text, search }: { text: string; search: string }) {
  return (
    // Its direction is its own: a corpus may be in any script.
    <bdi>
      {piecesOf(text, search).map((piece, index) =>
        piece.found ? (
          // Pieces never change their order.
          <mark key={index} className={styles.found}>
            {piece.text}
          </mark>
        ) : (
          piece.text
        ),
      )}
    </bdi>
  );
}
