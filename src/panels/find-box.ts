// The box in which settings are searched, by its address: a key leads there from anywhere on the page.

export const findBoxId = 'find-setting';

/** On a narrow screen it is not there until its sheet is open. */
export function focusFindBox(): void {
  const box = document.getElementById(findBoxId);
  if (!(box instanceof HTMLInputElement)) return;
  box.focus();
  box.select();
}
