// The dialog in which texts of the user's own are chosen, looked at and imported.

import { Modal } from '@mantine/core';
import { useCallback } from 'react';
import { useStrings } from '../../../ui/preferences';
import { useEscape } from '../../../ui/use-escape';
import { useNarrow } from '../../../ui/use-narrow';
import type { DialogRequest } from '../state/import-store';
import { useImporting } from '../state/importing';
import styles from './import-dialog.module.css';
import { ImportFlow } from './import-flow';

export function ImportDialog({ request, opened }: { request: DialogRequest; opened: boolean }) {
  const strings = useStrings().import;
  const { store } = useImporting();
  const narrow = useNarrow();
  const close = useCallback(() => store.close(), [store]);
  const layer = useEscape(opened, close);
  return (
    <Modal.Root
      opened={opened}
      onClose={close}
      closeOnEscape={false}
      size={840}
      fullScreen={narrow}
      closeOnClickOutside={false}
      transitionProps={{ duration: 100 }}
      padding={0}
      classNames={{ content: styles.content, body: styles.body }}
    >
      <Modal.Overlay backgroundOpacity={0.3} />
      <Modal.Content {...layer}>
        <div className={styles.header}>
          <Modal.Title className={styles.title}>{strings.title}</Modal.Title>
          <Modal.CloseButton aria-label={strings.close} />
        </div>
        <Modal.Body>
          <ImportFlow key={request.id} request={request} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
