// Arrow keys in the runs table: from cell to cell, as in a spreadsheet.

import type { KeyboardEvent } from 'react';

/** Where a key leads from a cell, or null where it leads nowhere; the settings' names are column −1. */
export function nextCell(
  key: string,
  [row, column]: readonly [number, number],
  rows: number,
  columns: number,
): [number, number] | null {
  const targets: Record<string, [number, number]> = {
    ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column],
    ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1],
    Home: [row, 0],
    End: [row, columns - 1],
  };
  const target = targets[key];
  if (!target || target[0] < 0 || target[0] >= rows || target[1] < -1 || target[1] >= columns) return null;
  return target;
}

/** Moves the focus from one cell's button to another's; buttons carry `data-place="row:column"`. */
export function moveInGrid(event: KeyboardEvent<HTMLElement>, rows: number, columns: number): void {
  const place = event.target instanceof HTMLElement ? event.target.dataset.place : undefined;
  if (!place || event.altKey || event.ctrlKey || event.metaKey) return;
  const [row = 0, column = 0] = place.split(':').map(Number);
  const target = nextCell(event.key, [row, column], rows, columns);
  if (!target) return;
  event.preventDefault();
  event.currentTarget.querySelector<HTMLElement>(`[data-place="${target[0]}:${target[1]}"]`)?.focus();
}
