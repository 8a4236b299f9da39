// What a row of settings holds: the values a setting takes and how they are spelled, where the form shows it, whom
// it applies to, and what it changes.

export interface NumberField {
  kind: 'number';
  /** The setting's name in a link: `lr` in `lr=1e-3`, `k2` in `k2_1e-3`, `u` in `u32`. */
  key: string;
  default: number;
  min: number;
  max: number;
  integer: boolean;
  /** How a slider spreads the range. */
  scale: 'linear' | 'log';
  /** 0 switches the setting off, and `smallest` is the slider's first stop after it. */
  off: boolean;
  /** Smallest positive value a slider reaches; a typed number may be smaller. */
  smallest: number;
}

export interface ChoiceField<Value extends string = string> {
  kind: 'choice';
  key: string;
  default: Value;
  options: readonly Value[];
  /** How each option is spelled in a link. */
  codes: Readonly<Record<Value, string>>;
}

export interface TextField {
  kind: 'text';
  key: string;
  default: string;
  maxLength: number;
  /** Letters, digits, `_`, `-` and `.` alone; any text unless given. */
  isCode?: boolean;
}

export type Field = NumberField | ChoiceField | TextField;

/**
 * What is made anew when a setting changes, and with it all that follows: the texts themselves; how they are split,
 * labelled, cut and numbered; the training on them; only what computes it; nothing at all. What a setting of `seeds` makes
 * anew hangs on all of them together: `trainingSeeds` tells.
 */
export type Scope = 'texts' | 'dataset' | 'training' | 'backend' | 'seeds' | 'nothing';

/** What a row says of its setting beside its values. */
export interface Facts<Settings, Group extends string> {
  /** The part of the form that shows it; null for what is set in another place. */
  group: Group | null;
  /** By the other settings where it depends on them. */
  scope: Scope | ((settings: Settings) => Scope);
  /** Whether it does anything beside these other settings; always, unless given. */
  appliesTo?(settings: Settings): boolean;
  /** Shown only where the form is unfolded. */
  folded?: boolean;
}

/** Whether a setting does anything beside the other settings. */
export const applies = <Settings>({ appliesTo }: Facts<Settings, string>, settings: Settings): boolean =>
  appliesTo?.(settings) ?? true;

export function scopeOf<Settings>({ scope }: Facts<Settings, string>, settings: Settings): Scope {
  return typeof scope === 'function' ? scope(settings) : scope;
}

type NumberOptions = Partial<Omit<NumberField, 'kind'>> & { key: string; min: number; max: number; default: number };

export function number(options: NumberOptions): NumberField {
  const smallest = options.min > 0 ? options.min : options.max / 100;
  return { kind: 'number', integer: false, scale: 'linear', off: false, smallest, ...options };
}

export function integer(options: NumberOptions): NumberField {
  return number({ integer: true, scale: 'log', smallest: Math.max(1, options.min), ...options });
}

export function choice<Value extends string>(
  key: string,
  options: readonly Value[],
  codes: Readonly<Record<Value, string>>,
  fallback: Value,
): ChoiceField<Value> {
  return { kind: 'choice', key, default: fallback, options, codes };
}

/** The codes of options that a link spells as they are called. */
export const same = <Value extends string>(options: readonly Value[]) =>
  Object.fromEntries(options.map((option) => [option, option])) as unknown as Record<Value, string>;

export const text = (key: string, maxLength: number): TextField => ({ kind: 'text', key, default: '', maxLength });

/** The settings of a table, each at its default. */
export function defaultsOf<Settings>(fields: { [Id in keyof Settings]: Field }): Settings {
  const entries = Object.entries<Field>(fields).map(([id, field]) => [id, field.default]);
  return Object.fromEntries(entries) as Settings;
}

/** The settings that a form shows. */
export type InGroup<Rows extends Record<string, { group: string | null }>> = {
  [Id in keyof Rows]: Rows[Id]['group'] extends string ? Id : never;
}[keyof Rows];
/** Those that are chosen from a list. */
export type Choices<Rows extends Record<string, Field>> = {
  [Id in keyof Rows]: Rows[Id]['kind'] extends 'choice' ? Id : never;
}[keyof Rows];
