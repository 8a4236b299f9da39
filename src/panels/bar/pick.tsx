// A button that shows what is chosen and opens the menu of choices.

import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { ChevronIcon } from '../../ui/icons';
import styles from './bar.module.css';

interface PickProps {
  label: string;
  value: string;
  onOpen?: () => void;
  children: ReactNode;
}

export function Pick({ label, value, onOpen, children }: PickProps) {
  return (
    <Menu position="bottom-start" shadow="md" width={340} {...(onOpen && { onOpen })}>
      <Menu.Target>
        <button type="button" className={styles.pick}>
          <small aria-hidden="true">{label}</small>
          <span className="visually-hidden">{label}: </span>
          <span>{value}</span>
          <ChevronIcon />
        </button>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}

interface ChoiceProps {
  value: string;
  selected: boolean;
  name: string;
  about?: string;
  onClick: () => void;
}

export function Choice({ value, selected, name, about, onClick }: ChoiceProps) {
  return (
    <Menu.RadioItem value={value} checked={selected} closeMenuOnClick onClick={onClick} className={styles.choice}>
      <span className={styles.choiceName}>{name}</span>
      {about && <small>{about}</small>}
    </Menu.RadioItem>
  );
}
