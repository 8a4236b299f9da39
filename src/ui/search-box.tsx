// A box to search a list by. Escape empties it first, and closes the panel after.

import styles from './search-box.module.css';

interface Props {
  id?: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
}

export function SearchBox({ id, label, value, onChange }: Props) {
  return (
    <input
      // Not of type search: the page's keys know by "text" that someone is typing.
      type="text"
      id={id}
      className={styles.search}
      aria-label={label}
      placeholder={label}
      autoComplete="off"
      spellCheck={false}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || value === '') return;
        event.stopPropagation();
        onChange('');
      }}
    />
  );
}
