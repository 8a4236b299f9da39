// One filter of a list: a native select that says "all" until it is set.

import styles from './list.module.css';

interface Props {
  label: string;
  options: readonly { value: string; label: string }[];
  value: string;
  onChange: (value: string) => void;
}

export function Choice({ label, options, value, onChange }: Props) {
  return (
    <select
      className={styles.choice}
      aria-label={label}
      value={value}
      data-set={value !== '' || undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
