// The heading of a stage. Focus moves to it when the stage before is gone, and with it what had the focus.

import { type ReactNode, useEffect, useRef } from 'react';
import styles from './stage.module.css';

export function StageHeading({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h3 ref={heading} tabIndex={-1} className={styles.heading}>
      {children}
    </h3>
  );
}
