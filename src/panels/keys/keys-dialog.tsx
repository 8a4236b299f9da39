// The keys of the page, listed.

import { Modal } from '@mantine/core';
import { useCallback } from 'react';
import { useStrings } from '../../ui/preferences';
import { useEscape } from '../../ui/use-escape';
import { usePlayground, useView } from '../playground';
import styles from './keys-dialog.module.css';

export function KeysDialog() {
  const { keys } = useStrings();
  const { view } = usePlayground();
  const shown = useView((state) => state.keysShown);
  const close = useCallback(() => view.setState({ keysShown: false }), [view]);
  const layer = useEscape(shown, close);
  return (
    <Modal.Root
      opened={shown}
      onClose={close}
      closeOnEscape={false}
      size={460}
      padding={0}
      transitionProps={{ duration: 100 }}
      classNames={{ content: styles.content }}
    >
      <Modal.Overlay backgroundOpacity={0.2} />
      <Modal.Content {...layer}>
        <div className={styles.header}>
          <Modal.Title className={styles.title}>{keys.heading}</Modal.Title>
          <Modal.CloseButton aria-label={keys.close} />
        </div>
        <Modal.Body className={styles.body}>
          {keys.groups.map(({ heading, rows }) => (
            <section key={heading}>
              <h3>{heading}</h3>
              <dl>
                {rows.map(([combination, meaning]) => (
                  <div key={combination}>
                    <dt>
                      {combination.split(' ').map((key) => (
                        <kbd key={key}>{key}</kbd>
                      ))}
                    </dt>
                    <dd>{meaning}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
