// What a corpus is: texts, each with one label.

export interface LabelledTexts {
  /** Distinct, in code unit order. */
  labels: readonly string[];
  texts: readonly string[];
  /** [texts], positions in `labels`. */
  labelIds: Uint8Array;
}

export interface Corpus extends LabelledTexts {
  /** Of the catalogue, or a file's name. */
  name: string;
}
