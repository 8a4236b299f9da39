// A popover that is a small dialog: it takes the focus, gives it back, and has a name of its own.

import { Popover } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  opened: boolean;
  onChange: (opened: boolean) => void;
  label: string;
  /** In pixels; narrower screens take what they have. */
  width: number;
  className: string | undefined;
  /** The button that opens it. */
  target: ReactNode;
  children: ReactNode;
}

export function DialogPopover({ opened, onChange, label, width, className, target, children }: Props) {
  return (
    <Popover
      opened={opened}
      onChange={onChange}
      position="bottom-end"
      shadow="md"
      width={`min(${width}px, 100vw - 24px)`}
      // Its own would name the dialog after what its button shows.
      withRoles={false}
      trapFocus
      returnFocus
    >
      <Popover.Target>{target}</Popover.Target>
      <Popover.Dropdown className={className} role="dialog" aria-label={label}>
        {children}
      </Popover.Dropdown>
    </Popover>
  );
}
