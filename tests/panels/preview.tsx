// The panels with a fake session, for screenshots: ?scene=finished&runs=3&arrangement=overlaid&language=zh

import '../../src/ui/mantine.css';
import '../../src/ui/theme.css';

import { createRoot } from 'react-dom/client';
import { App } from '../../src/panels/app';
import { PlaygroundProvider } from '../../src/panels/playground';
import { type Area, type Arrangement, createView } from '../../src/panels/view';
import type { Language } from '../../src/strings/strings';
import { Page } from '../../src/ui/page';
import { createPreferences, type Theme } from '../../src/ui/preferences';
import { createFakeSession } from './fake-session';
import { scene } from './scenes';

const query = new URLSearchParams(location.search);
const session = createFakeSession(scene(query.get('scene') ?? 'idle', Number(query.get('runs') ?? 2)));
const view = createView();
view.setState({
  area: (query.get('area') as Area | null) ?? 'curves',
  arrangement: (query.get('arrangement') as Arrangement | null) ?? 'sideBySide',
  smoothing: Number(query.get('smoothing') ?? 0),
  logY: query.has('log'),
  withPenalty: query.has('penalty'),
  sweepLook: {
    shown: query.has('table') ? 'table' : 'chart',
    metric: query.has('accuracy') ? 'accuracy' : 'loss',
    moment: query.has('last') ? 'last' : 'best',
  },
});
const preferences = createPreferences(() => window.localStorage, ['en']);
preferences.setState({
  theme: (query.get('theme') as Theme | null) ?? 'system',
  language: (query.get('language') as Language | null) ?? 'en',
});
Object.assign(window, { session, view });

createRoot(document.getElementById('root')!).render(
  <Page preferences={preferences}>
    <PlaygroundProvider session={session} view={view}>
      <App />
    </PlaygroundProvider>
  </Page>,
);
