// The import dialog as a person uses it: files put in, options, the table of what was imported.

import type { Locator } from 'playwright-core';
import type { App } from './app';

export interface Upload {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

export const upload = (name: string, content: string | Uint8Array): Upload => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(content),
});

export const dialog = (app: App) => app.page.getByRole('dialog', { name: 'Your own text' });

export async function openDialog(app: App): Promise<void> {
  await app.button(/^Text: /).click();
  await app.page.getByRole('menuitem', { name: /^Your own text/ }).click();
  await dialog(app).getByText('Drop files here').waitFor();
}

export const choose = (app: App, files: Upload | Upload[] | string[] | string) =>
  app.page.getByTestId('import-files').setInputFiles(files);

export async function importFiles(app: App, files: Upload | Upload[] | string[] | string): Promise<void> {
  await choose(app, files);
  await dialog(app).getByRole('button', { name: 'Import', exact: true }).click();
}

export const imported = (app: App, rows: string): Promise<void> =>
  dialog(app).getByText(`${rows} rows imported`).waitFor();

export const again = (app: App) => dialog(app).getByRole('button', { name: 'Other files…' }).click();

export const textsOf = (locator: Locator) => locator.allTextContents();
