// What takes the place of the curves: a heading that gets the focus, and a way back by its button or Escape.

import { type ReactNode, useEffect, useRef } from 'react';
import { CloseIcon } from '../ui/icons';
import styles from './area-panel.module.css';
import { usePlayground } from './playground';
import type { Area } from './view';

interface Props {
  /** Which area it is; the button that leads there is called by it, and gets the focus back. */
  area: Area;
  heading: string;
  /** Of the button that closes it. */
  closeLabel: string;
  className: string | undefined;
  /** Beside the heading. */
  header?: ReactNode;
  children: ReactNode;
}

export function AreaPanel({ area, heading, closeLabel, className, header, children }: Props) {
  const { view } = usePlayground();
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => ref.current?.focus(), []);
  const close = () => {
    view.setState({ area: 'curves' });
    (document.getElementById(`${area}-button`) ?? document.getElementById('curves-area'))?.focus();
  };
  return (
    <section
      className={`${styles.panel} ${className}`}
      aria-labelledby={`${area}-heading`}
      onKeyDown={(event) => {
        // One within a list that hangs above the panel closes that list.
        const isOwn = event.currentTarget.contains(event.target as Node);
        if (event.key === 'Escape' && isOwn && !event.defaultPrevented) close();
      }}
    >
      <header className={styles.header}>
        <h2 id={`${area}-heading`} ref={ref} tabIndex={-1} className={styles.heading}>
          {heading}
        </h2>
        {header}
        <button type="button" className={styles.close} aria-label={closeLabel} title={closeLabel} onClick={close}>
          <CloseIcon />
        </button>
      </header>
      {children}
    </section>
  );
}
