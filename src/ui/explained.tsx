// A word on the page that opens a sentence on what it means, by click, tap or key.

import { Popover } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import styles from './explained.module.css';

interface Props {
  /** The sentence. */
  help: string;
  className?: string | undefined;
  /** For a table that is moved in by arrow keys. */
  place?: string;
  tabIndex?: number;
  onFocus?: () => void;
  children: ReactNode;
}

export function Explained({ help, className, place, tabIndex, onFocus, children }: Props) {
  const [opened, setOpened] = useState(false);
  const id = useId();
  const close = () => setOpened(false);
  return (
    <Popover
      opened={opened}
      onDismiss={close}
      position="bottom-start"
      offset={4}
      shadow="md"
      width="min(300px, 100vw - 24px)"
      middlewares={{ shift: { padding: 8 }, flip: true }}
      transitionProps={{ duration: 0 }}
      trapFocus={false}
      withRoles={false}
    >
      <Popover.Target>
        <button
          type="button"
          className={className === undefined ? styles.word : `${styles.word} ${className}`}
          data-place={place}
          tabIndex={tabIndex}
          aria-expanded={opened}
          aria-describedby={opened ? id : undefined}
          onFocus={onFocus}
          onBlur={close}
          onClick={(event) => {
            event.stopPropagation();
            setOpened(!opened);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || !opened) return;
            // It is the innermost thing.
            event.stopPropagation();
            event.nativeEvent.stopImmediatePropagation();
            close();
          }}
        >
          {children}
        </button>
      </Popover.Target>
      <Popover.Dropdown id={id} className={styles.sentence} role="note">
        {help}
      </Popover.Dropdown>
    </Popover>
  );
}
