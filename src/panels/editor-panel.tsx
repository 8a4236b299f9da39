// A small panel that edits something: focus moves in, Escape and a press outside close it, focus returns.

import { Popover } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import styles from './editor-panel.module.css';

/** A place to stand: below or above an element. */
export interface Dock {
  element: HTMLElement;
  side: 'bottom' | 'top';
}

interface Props {
  /** What it edits, which gets the focus back. */
  anchor: HTMLElement;
  /** Where it stands, if not below the anchor. */
  dock?: Dock | null;
  label: string;
  onClose: () => void;
  wide?: boolean;
  children: ReactNode;
}

export function EditorPanel({ anchor, dock = null, label, onClose, wide = false, children }: Props) {
  const content = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const opener = anchor;
    // The dropdown is positioned in the next frame; before, focusing would scroll the page to its old place.
    const frame = requestAnimationFrame(() => {
      content.current
        ?.querySelector<HTMLElement>('input:not([tabindex="-1"]):not([type="radio"]), input:checked')
        ?.focus({ preventScroll: true });
    });
    return () => {
      cancelAnimationFrame(frame);
      if (content.current?.contains(document.activeElement) || document.activeElement === document.body) {
        opener.focus({ preventScroll: true });
      }
    };
  }, [anchor]);

  return (
    <Popover
      opened
      onDismiss={onClose}
      position={dock ? `${dock.side}-start` : 'bottom-end'}
      offset={dock ? 0 : 6}
      shadow="md"
      width={wide ? 'min(384px, 100vw - 24px)' : 320}
      // Within the side panel where it can, so that the curves it changes stay in sight.
      middlewares={{ flip: { flipAlignment: false, crossAxis: false }, shift: { padding: 8 } }}
      withRoles={false}
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <Anchor element={dock?.element ?? anchor} />
      </Popover.Target>
      <Popover.Dropdown
        role="dialog"
        aria-label={label}
        className={styles.dropdown}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            onClose();
            anchor.focus();
          }
        }}
      >
        <div ref={content} className={styles.panel}>
          {children}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Hands an element that stands elsewhere to the popover as its target. */
function Anchor({ element, ref }: { element: HTMLElement; ref?: (node: HTMLElement | null) => void }) {
  useEffect(() => {
    ref?.(element);
    return () => ref?.(null);
  }, [element, ref]);
  return null;
}
