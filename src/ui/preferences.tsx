// The reader's language and theme: kept on this machine, no part of a link.

import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Language, languages, strings } from '../strings/strings';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export interface Preferences {
  language: Language;
  theme: Theme;
}

export type PreferencesStore = StoreApi<Preferences>;

const storageKey = 'regularization-playground.preferences';

/** Preferences as last left, or the browser's. `storage` may be missing or throw, as in private windows. */
export function createPreferences(storage: () => Storage, browserLanguages: readonly string[]): PreferencesStore {
  const remembered = read(storage);
  const store = createStore<Preferences>(() => ({
    language: languages.find((language) => language === remembered.language) ?? preferredLanguage(browserLanguages),
    theme: themes.find((theme) => theme === remembered.theme) ?? 'system',
  }));
  store.subscribe((preferences) => {
    try {
      storage().setItem(storageKey, JSON.stringify(preferences));
    } catch {
      // Nothing is lost but the memory of the choice.
    }
  });
  return store;
}

function read(storage: () => Storage): Partial<Record<keyof Preferences, unknown>> {
  try {
    const parsed: unknown = JSON.parse(storage().getItem(storageKey) ?? '{}');
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}

function preferredLanguage(browserLanguages: readonly string[]): Language {
  for (const tag of browserLanguages) {
    const language = languages.find((candidate) => tag.toLowerCase().startsWith(candidate));
    if (language) return language;
  }
  return 'en';
}

const PreferencesContext = createContext<PreferencesStore | null>(null);

export function PreferencesProvider({ store, children }: { store: PreferencesStore; children: ReactNode }) {
  return <PreferencesContext value={store}>{children}</PreferencesContext>;
}

export function usePreferencesStore(): PreferencesStore {
  const store = useContext(PreferencesContext);
  if (!store) throw new Error('usePreferencesStore needs a PreferencesProvider above it');
  return store;
}

export const usePreferences = () => useStore(usePreferencesStore());

/** All visible strings in the reader's language. */
export const useStrings = () => strings[usePreferences().language];
