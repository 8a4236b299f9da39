// Links that nobody should be able to break the page with: it opens, says what it ignored, and runs nothing.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openLink, printLink } from '../../src/experiment/link';
import { sealLink } from '../../src/experiment/link-seal';
import { anyExperiment } from '../experiment/arbitrary';
import { badLinks, strangeLinks } from '../experiment/hostile-links';
import { type App, useChromium } from './app';

const openApp = useChromium();

/** Each would leave a trace if the page ever took it for markup or code. */
const executing = [
  '#r=lstm,name_<img src=x onerror="window.__executed=1">',
  '#r=lstm,name_<svg/onload=window.__executed=1>',
  '#<img src=x onerror="window.__executed=1">=<script>window.__executed=1</script>',
  '#r=lstm,name_%3Ciframe%20srcdoc%3D%22%3Cscript%3Eparent.__executed%3D1%3C%2Fscript%3E%22%3E',
  '#c=javascript:window.__executed=1&opt=javascript:window.__executed=1',
  '#javascript:window.__executed=1',
  '#r=lstm,name_{{window.__executed=1}}$\u007bwindow.__executed=1}',
  '#r="onfocus="window.__executed=1" autofocus="',
];

const alphabet = fc.constantFrom(
  ...'vcneblr=&,_%#.-+<>"\'/\\ 0123456789',
  'lstm',
  'gru',
  'k2_',
  'name_',
  '\u0000',
  '😀',
);

/** Valid links, valid links with one place broken, and mere noise; the same ones every time. */
const generated = fc.sample(
  fc.oneof(
    anyExperiment.map(printLink),
    fc
      .tuple(anyExperiment.map(printLink), fc.nat(), fc.nat({ max: 6 }), fc.string({ unit: alphabet, maxLength: 6 }))
      .map(([link, place, removed, put]) => {
        const start = 1 + (place % link.length);
        return link.slice(0, start) + put + link.slice(start + removed);
      }),
    fc.string({ unit: alphabet, maxLength: 60 }).map((text) => `#${text}`),
    fc.string({ unit: 'binary', maxLength: 40 }).map((text) => `#r=lstm,name_${text}&n=${text}`),
  ),
  { numRuns: 120, seed: 7 },
);

const links = [...badLinks, ...strangeLinks, ...executing, ...generated];

interface Shown {
  /** The address, in the browser's own spelling. */
  hash: string;
  /** What Share copies. */
  copied: string;
  problems: string[];
  runs: number;
  executed: unknown;
}

/** A link as a JSON text in ASCII, because half a surrogate pair does not survive the way to the browser. */
const ascii = (text: string) =>
  JSON.stringify(text).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** What the page shows once it has taken the address; with `link`, moves it there first. */
function shown(app: App, link?: string): Promise<Shown> {
  return app.page.evaluate(
    async (encoded) => {
      const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const moveTo = async (hash: string) => {
        const moved = new Promise((resolve) => addEventListener('hashchange', resolve, { once: true }));
        location.hash = hash;
        await moved;
      };
      if (encoded !== null) {
        // From elsewhere, so that the address changes in any case.
        await moveTo('#v=1&seed=4242&r=rnn,u2');
        await moveTo(JSON.parse(encoded));
      }
      await drawn();
      const copied = new Promise<string>((resolve) => {
        navigator.clipboard.writeText = async (text) => resolve(text);
      });
      document.querySelector<HTMLElement>('button[aria-label="Share"]')!.click();
      return {
        hash: location.hash,
        copied: await copied,
        problems: Array.from(document.querySelectorAll('[data-kind="link"] li'), (item) => item.textContent ?? ''),
        runs: document.querySelectorAll('tr[data-run]').length,
        executed: (window as { __executed?: unknown }).__executed,
      };
    },
    link === undefined ? null : ascii(link),
  );
}

/** The page took the link as the link's reader does, said what it left out, and ran nothing of it. */
function expectTaken({ hash, copied, problems, runs, executed }: Shown, link: string): void {
  const opened = openLink(hash);
  const about = `after ${JSON.stringify(link.slice(0, 80))}`;
  expect(executed, about).toBeUndefined();
  expect(runs, about).toBe(opened.experiment.runs.length);
  expect(copied.slice(copied.indexOf('#')), about).toBe(sealLink(printLink(opened.experiment)));
  expect(openLink(copied).problems, about).toEqual([]);
  // The last line says how many more there are.
  expect(problems.length, about).toBe(Math.min(opened.problems.length, 5));
}

test('there are more than 200 of them', () => {
  expect(new Set(links).size).toBeGreaterThan(200);
});

test('an open page takes them all, one after the other, and says which are bad', async () => {
  const app = await openApp('#v=1&r=lstm');
  for (const link of links) {
    const taken = await shown(app, link);
    expectTaken(taken, link);
    // Half a surrogate pair never reaches the page: the browser has replaced it.
    if (badLinks.includes(link) && !/\p{Surrogate}/u.test(link))
      expect(taken.problems, link.slice(0, 80)).not.toEqual([]);
  }
  expect(app.requests.filter((request) => /evil|passwd/.test(request))).toEqual([]);
  // A page at rest measures its backends, which is no training.
  expect(await app.page.locator('tr[data-run]:not([data-status="idle"])').count()).toBe(0);
});

test('a fresh page opens on them', async () => {
  const some = links.filter((link, index) => link.startsWith('#') && index % 20 === 0);
  for (const link of [...executing.slice(0, 3), ...some]) {
    const app = await openApp(link);
    expectTaken(await shown(app), link);
    await app.context.close();
  }
});

test('the list of what was ignored names the setting and what is used instead, and can be dismissed', async () => {
  const app = await openApp('#v=1&n=60&e=1&lr=-3&r=lstm,u4,zz_9');
  const problems = app.page.locator('[data-kind="link"]');
  await problems.getByText(/Learning rate \(lr\).*“-3” is too small\. 0 is used instead\./).waitFor();
  await problems.getByText(/Run A, “zz” is not known here\. It was left out\./).waitFor();
  await app.button('Dismiss').click();
  await problems.waitFor({ state: 'detached' });
});

test('a shared link that was cut on its way says so, and trains with no value that stood at the cut', async () => {
  const sealed = sealLink('#v=1&n=60&e=1&r=lstm,u4&r=lstm,u4,k2_1e-3,dr_.3');
  const app = await openApp(sealed.slice(0, sealed.indexOf('e-3,dr')));
  const problems = app.page.locator('[data-kind="link"]');
  await problems
    .getByText(/The link is not whole: its end is missing\. “k2_1”, where it was cut, is left out\./)
    .waitFor();
  expect(await app.cell('Run B, Kernel L2').textContent()).toBe('off');

  const extended = await openApp(`${sealed})`);
  await extended.page
    .locator('[data-kind="link"]')
    .getByText('“)” at the end of the link does not belong to it, and is left out.')
    .waitFor();
  expect(await extended.cell('Run B, Kernel L2').textContent()).toBe('1e-3');
});
