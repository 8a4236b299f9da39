// The browser's own account of how long its main thread was ever busy with one thing.

/** Before the page is opened. */
export const noteLongTasks = (page) =>
  page.addInitScript(() => {
    window.longTasks = [];
    window.longFrames = [];
    const observe = (type, keep) =>
      new PerformanceObserver((list) => list.getEntries().forEach(keep)).observe({ type, buffered: true });
    observe('longtask', ({ startTime, duration }) => window.longTasks.push({ startTime, duration }));
    // Says which scripts a slow frame was made of; Chromium alone has it.
    if (PerformanceObserver.supportedEntryTypes.includes('long-animation-frame')) {
      observe('long-animation-frame', ({ startTime, duration, scripts }) =>
        window.longFrames.push({
          startTime,
          duration,
          scripts: scripts.map(({ invoker, duration: ms, forcedStyleAndLayoutDuration }) => ({
            invoker,
            ms,
            layoutMs: forcedStyleAndLayoutDuration,
          })),
        }),
      );
    }
  });

/**
 * Tasks over 50 ms, which are all that a browser tells of.
 * @param {import('playwright-core').Page} page
 * @param {number} pressedAt since when, in the page's time
 * @returns the longest first, with what called for their longest scripts
 */
export async function longTasksSince(page, pressedAt) {
  const { tasks, frames } = await page.evaluate(() => ({ tasks: window.longTasks, frames: window.longFrames }));
  return tasks
    .filter(({ startTime }) => startTime >= pressedAt)
    .map(({ startTime, duration }) => ({
      secondsAfterTrain: Number(((startTime - pressedAt) / 1000).toFixed(1)),
      ms: Math.round(duration),
      scripts: scriptsDuring(startTime, duration, frames),
    }))
    .sort((a, b) => b.ms - a.ms);
}

/** What called for the longest scripts of the frame that a task fell in. */
function scriptsDuring(startTime, duration, frames) {
  const frame = frames.find(
    (each) => startTime < each.startTime + each.duration && startTime + duration > each.startTime,
  );
  return (frame?.scripts ?? [])
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, 2)
    .map(({ invoker, ms, layoutMs }) => ({ invoker, ms: Math.round(ms), layoutMs: Math.round(layoutMs) }));
}
