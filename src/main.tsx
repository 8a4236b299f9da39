// The page's entry: makes the stores, shows the panels.

import './ui/mantine.css';
import './ui/theme.css';

import { createRoot } from 'react-dom/client';
import { App } from './panels/app';
import { keepView, keptView } from './panels/kept-view';
import { PlaygroundProvider } from './panels/playground';
import { createView } from './panels/view';
import { openPageSession } from './runs/page-session';
import { Page } from './ui/page';
import { createPreferences } from './ui/preferences';

const preferences = createPreferences(() => window.localStorage, navigator.languages);
const session = openPageSession();
const view = createView(keptView(() => window.sessionStorage));
keepView(view, () => window.sessionStorage);

createRoot(document.getElementById('root')!).render(
  <Page preferences={preferences}>
    <PlaygroundProvider session={session} view={view}>
      <App />
    </PlaygroundProvider>
  </Page>,
);
