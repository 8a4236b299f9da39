// A dialog over the page: its title stays in sight, Escape closes what is on top, and on a phone it is the page.

import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './dialog.module.css';
import { useEscape } from './use-escape';
import { useNarrow } from './use-narrow';

interface Props {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** Of the button that closes it. */
  closeLabel: string;
  /** In pixels, where there is room. */
  width: number;
  /** Whether what had the focus gets it back; so it does unless given. */
  returnFocus?: boolean;
  children: ReactNode;
}

export function Dialog({ opened, onClose, title, closeLabel, width, returnFocus = true, children }: Props) {
  const narrow = useNarrow();
  const layer = useEscape(opened, onClose);
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      closeOnEscape={false}
      returnFocus={returnFocus}
      size={width}
      fullScreen={narrow}
      closeOnClickOutside={false}
      padding={0}
      transitionProps={{ duration: 100 }}
      classNames={{ content: styles.content, body: styles.body }}
    >
      <Modal.Overlay backgroundOpacity={0.3} />
      <Modal.Content {...layer}>
        <div className={styles.header}>
          <Modal.Title className={styles.title}>{title}</Modal.Title>
          <Modal.CloseButton aria-label={closeLabel} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
