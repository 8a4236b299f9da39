// The few icons of the page, drawn in one 16 × 16 box with one stroke. Decorative: buttons carry labels.

import type { ReactNode } from 'react';

function Icon({ children, fill = false }: { children: ReactNode; fill?: boolean }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill={fill ? 'currentColor' : 'none'}
      stroke={fill ? 'none' : 'currentColor'}
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      style={{ flex: 'none' }}
    >
      {children}
    </svg>
  );
}

export const PlayIcon = () => (
  <Icon fill>
    <path d="M4 2.6v10.8a.6.6 0 0 0 .92.5l8.4-5.4a.6.6 0 0 0 0-1L4.92 2.1A.6.6 0 0 0 4 2.6Z" />
  </Icon>
);
export const PauseIcon = () => (
  <Icon fill>
    <path d="M4 2.5h2.8v11H4zM9.2 2.5H12v11H9.2z" />
  </Icon>
);
export const StepIcon = () => (
  <Icon fill>
    <path d="M3 3v10l7-5zM11 3h2.2v10H11z" />
  </Icon>
);
export const StopIcon = () => (
  <Icon fill>
    <rect x="3.2" y="3.2" width="9.6" height="9.6" rx="1.4" />
  </Icon>
);
export const UndoIcon = () => (
  <Icon>
    <path d="M6 3 2.8 6.2 6 9.4M3 6.2h6.4a3.7 3.7 0 0 1 0 7.4H6.5" />
  </Icon>
);
export const RedoIcon = () => (
  <Icon>
    <path d="m10 3 3.2 3.2L10 9.4m3-3.2H6.6a3.7 3.7 0 0 0 0 7.4h2.9" />
  </Icon>
);
export const ThemeIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="5.6" />
    <path d="M8 2.4v11.2a5.6 5.6 0 0 0 0-11.2Z" fill="currentColor" stroke="none" />
  </Icon>
);
export const ShareIcon = () => (
  <Icon>
    <path d="M6.6 9.4 9.4 6.6M7.4 4.6l1.3-1.3a2.8 2.8 0 0 1 4 4l-1.3 1.3M8.6 11.4l-1.3 1.3a2.8 2.8 0 0 1-4-4l1.3-1.3" />
  </Icon>
);
export const PlusIcon = () => (
  <Icon>
    <path d="M8 3.5v9M3.5 8h9" />
  </Icon>
);
export const CloseIcon = () => (
  <Icon>
    <path d="m4 4 8 8m0-8-8 8" />
  </Icon>
);
export const ChevronIcon = () => (
  <Icon>
    <path d="m4.5 6.5 3.5 3.5 3.5-3.5" />
  </Icon>
);
export const SlidersIcon = () => (
  <Icon>
    <path d="M2.5 4.5h5m4 0h2M2.5 11.5h2m4 0h5" />
    <circle cx="9.5" cy="4.5" r="1.8" />
    <circle cx="6.5" cy="11.5" r="1.8" />
  </Icon>
);
export const ColumnsIcon = () => (
  <Icon>
    <rect x="2.2" y="2.8" width="11.6" height="10.4" rx="1.4" />
    <path d="M6.2 2.8v10.4M10 2.8v10.4" />
  </Icon>
);
export const MenuIcon = () => (
  <Icon>
    <path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11" />
  </Icon>
);
