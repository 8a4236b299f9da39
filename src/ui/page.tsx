// What surrounds the panels: language and theme on the document, Mantine and its few tokens.

import { createTheme, MantineProvider } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useEffect } from 'react';
import { languageTag } from '../strings/strings';
import { PreferencesProvider, type PreferencesStore, usePreferences, useStrings } from './preferences';

const theme = createTheme({
  fontFamily: 'var(--font)',
  // The default shade of filled buttons fails AA on white.
  primaryShade: 8,
  defaultRadius: 'md',
  respectReducedMotion: true,
  components: {
    Popover: { defaultProps: { transitionProps: { duration: 80 } } },
    // The placeholder is no child that a menu may have; outside the landmarks its content would be in none.
    Menu: {
      defaultProps: {
        transitionProps: { duration: 80 },
        withInitialFocusPlaceholder: false,
        portalProps: { target: '#menus' },
      },
    },
  },
});

export function Page({ preferences, children }: { preferences: PreferencesStore; children: ReactNode }) {
  return (
    <PreferencesProvider store={preferences}>
      <ThemedPage>{children}</ThemedPage>
    </PreferencesProvider>
  );
}

function ThemedPage({ children }: { children: ReactNode }) {
  const preferences = usePreferences();
  const strings = useStrings();
  const systemIsDark = useMediaQuery('(prefers-color-scheme: dark)', undefined, { getInitialValueInEffect: false });
  const scheme = preferences.theme === 'system' ? (systemIsDark ? 'dark' : 'light') : preferences.theme;
  useEffect(() => {
    document.documentElement.lang = languageTag[preferences.language];
    document.title = strings.appName;
  }, [preferences.language, strings]);
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme}>
      {children}
    </MantineProvider>
  );
}
