// A checksum over labels and texts, by which the same texts are known again whatever file they came in.

export interface Checksum {
  add(label: string, text: string): void;
  /** 16 hexadecimal digits for all so far, in their order. */
  digits(): string;
}

/** No code unit is as large: marks where a label or a text ends. */
const end = 0x10000;

export function startChecksum(): Checksum {
  // Two hashes in the manner of FNV-1a, with different starts and factors.
  let first = 0x811c9dc5;
  let second = 0x050c5d1f;
  const take = (unit: number) => {
    first = Math.imul(first ^ unit, 0x01000193);
    second = Math.imul(second ^ unit, 0x85ebca6b);
    second ^= second >>> 15;
  };
  const takeText = (text: string) => {
    for (let i = 0; i < text.length; i++) take(text.charCodeAt(i));
    take(end);
  };
  return {
    add(label, text) {
      takeText(label);
      takeText(text);
    },
    digits: () => [first, second].map((state) => (state >>> 0).toString(16).padStart(8, '0')).join(''),
  };
}
