// What a corpus is: texts, each with one label.

export interface LabelledTexts {
  /** Distinct, in code unit order. */
  labels: readonly string[];
  texts: readonly string[];
  /** [texts], positions in `labels`. */
  labelIds: Uint8Array;
  /** [texts], positions in `partNames`, where the corpus gives its own split. */
  parts?: Uint8Array | null;
}

export interface Corpus extends LabelledTexts {
  /** Of the catalogue, or a file's name. */
  name: string;
  /** Where the labels already hold their noise: the same texts by true label and noise, to be dealt by. */
  strata?: LabelledTexts;
  /** [texts], positions in `labels`: what `labelIds` were before their noise. */
  trueLabelIds?: Uint8Array;
  /** The best accuracies there can be on validation, where they are known. */
  ceilings?: AccuracyCeilings;
}

export interface AccuracyCeilings {
  /** Of any classifier. */
  any: number;
  /** Of any that sees bags of words. */
  bagOfWords: number;
}
