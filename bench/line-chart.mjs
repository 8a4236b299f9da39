// A line chart as SVG: lines named at their ends, told apart by colour, dash and marker. On paper of its own,
// so that it reads the same on a light and on a dark page.

const width = 760;
const height = 420;
const left = 56;
const right = 176;
const top = 76;
const bottom = 58;
const plotWidth = width - left - right;
const plotHeight = height - top - bottom;
const labelHeight = 17;
const markerSize = 4;
const ink = '#24292f';
const quiet = '#59636e';
const hairline = '#e6e8eb';

/** Okabe and Ito's hues, dark enough to be read as text on paper. */
const styles = {
  blue: { colour: '#0a5ea8', dash: '', marker: 'circle', lineWidth: 2.5 },
  orange: { colour: '#b34a00', dash: '7 4', marker: 'square', lineWidth: 1.75 },
  green: { colour: '#00755c', dash: '2 3', marker: 'triangle', lineWidth: 1.75 },
  purple: { colour: '#8b3a78', dash: '9 3 2 3', marker: 'diamond', lineWidth: 1.75 },
  grey: { colour: quiet, dash: '3 3', marker: 'none', lineWidth: 1.25 },
};

/**
 * @typedef {object} Series
 * @property {string} name
 * @property {keyof typeof styles} style
 * @property {{ x: number, y: number, low?: number, high?: number }[]} points `low` to `high` is the spread
 */

/**
 * @param {object} chart
 * @param {string} chart.title
 * @param {string} chart.subtitle what the vertical axis shows, with its unit
 * @param {string} chart.description for whom cannot see it
 * @param {{ label: string, values: number[], log: boolean }} chart.x
 * @param {{ log: boolean }} chart.y
 * @param {Series[]} chart.series
 * @param {{ x: number, y: number, text: string }} [chart.goal] a mark that is not a measurement
 * @returns {string}
 */
export function lineChart({ title, subtitle, description, x, y, series, goal }) {
  const values = series.flatMap(({ points }) => points.flatMap((p) => [p.y, p.low ?? p.y, p.high ?? p.y]));
  const ticks = y.log ? logTicks(Math.min(...values), Math.max(...values)) : linearTicks(Math.max(...values));
  const toX = scale(x.values[0], x.values.at(-1), x.log, left, left + plotWidth);
  const toY = scale(ticks.low, ticks.high, y.log, top + plotHeight, top);

  const grid = ticks.lines.map(
    ({ value, label }) =>
      `<line x1="${left}" x2="${left + plotWidth}" y1="${at(toY(value))}" y2="${at(toY(value))}" stroke="${hairline}"${label ? '' : ' stroke-opacity="0.6"'}/>` +
      (label ? text(left - 10, toY(value) + 4, label, { anchor: 'end', fill: quiet }) : ''),
  );
  const axis = x.values.map(
    (value) =>
      `<line x1="${at(toX(value))}" x2="${at(toX(value))}" y1="${top + plotHeight}" y2="${top + plotHeight + 5}" stroke="${quiet}"/>` +
      text(toX(value), top + plotHeight + 20, String(value), { anchor: 'middle', fill: quiet }),
  );
  const drawn = series.map((each) => drawSeries(each, toX, toY));
  const ends = series.map(({ name, style, points }) => {
    const last = points.at(-1);
    return { name, style, x: toX(last.x), y: toY(last.y) };
  });
  const labels = spreadOut(ends).map(({ name, style, x: endX, y: endY, labelY }) => {
    const { colour } = styles[style];
    const labelX = left + plotWidth + 22;
    const leader = `<path d="M${at(endX + 7)} ${at(endY)}L${at(labelX - 4)} ${at(labelY)}" stroke="${colour}" stroke-opacity="0.45" fill="none"/>`;
    return leader + text(labelX, labelY + 4, name, { fill: colour, weight: style === 'blue' ? 600 : 400 });
  });
  const goalMark = goal ? drawGoal(goal.text, toX(goal.x), toY(goal.y)) : '';

  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description" font-family="system-ui, -apple-system, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif" font-size="12">
<title id="title">${escaped(title)}</title>
<desc id="description">${escaped(description)}</desc>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="#ffffff" stroke="#d1d9e0"/>
${text(24, 34, title, { fill: ink, size: 16, weight: 600 })}
${text(24, 54, subtitle, { fill: quiet, size: 12.5 })}
<g>${grid.join('\n')}</g>
<line x1="${left}" x2="${left + plotWidth}" y1="${top + plotHeight}" y2="${top + plotHeight}" stroke="${quiet}"/>
<g>${axis.join('\n')}</g>
${text(left + plotWidth / 2, height - 16, x.label, { anchor: 'middle', fill: ink })}
${drawn.join('\n')}
${goalMark}
<g>${labels.join('\n')}</g>
</svg>
`;
}

function drawSeries({ style, points }, toX, toY) {
  const { colour, dash, marker, lineWidth } = styles[style];
  const path = points.map((p, i) => `${i === 0 ? 'M' : 'L'}${at(toX(p.x))} ${at(toY(p.y))}`).join('');
  const spreads = points
    .filter(({ low, high }) => low !== undefined && high !== undefined)
    .map(
      (p) =>
        `<line x1="${at(toX(p.x))}" x2="${at(toX(p.x))}" y1="${at(toY(p.low))}" y2="${at(toY(p.high))}" stroke="${colour}" stroke-opacity="0.35" stroke-width="5"/>`,
    );
  const line = `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${lineWidth}" stroke-linejoin="round" stroke-linecap="round"${dash ? ` stroke-dasharray="${dash}"` : ''}/>`;
  const marks = marker === 'none' ? [] : points.map((p) => drawMarker(marker, toX(p.x), toY(p.y), colour));
  return `<g>${spreads.join('')}${line}${marks.join('')}</g>`;
}

function drawMarker(marker, x, y, colour) {
  // A rim of paper keeps it apart from the line and from other markers.
  const look = `fill="${colour}" stroke="#ffffff" stroke-width="1.25"`;
  const s = markerSize;
  const shapes = {
    circle: `<circle cx="${at(x)}" cy="${at(y)}" r="${s}" ${look}/>`,
    square: `<rect x="${at(x - s)}" y="${at(y - s)}" width="${2 * s}" height="${2 * s}" ${look}/>`,
    triangle: `<path d="M${at(x)} ${at(y - s - 1)}l${s + 1} ${2 * s}h${-2 * (s + 1)}z" ${look}/>`,
    diamond: `<path d="M${at(x)} ${at(y - s - 1.5)}l${s + 1} ${s + 1.5}l${-s - 1} ${s + 1.5}l${-s - 1} ${-s - 1.5}z" ${look}/>`,
  };
  return shapes[marker];
}

function drawGoal(words, x, y) {
  return (
    `<line x1="${at(x - 12)}" x2="${at(x + 6)}" y1="${at(y)}" y2="${at(y)}" stroke="${ink}" stroke-width="2"/>` +
    text(x - 18, y + 4, words, { anchor: 'end', fill: ink })
  );
}

/**
 * Moves labels apart that would lie on each other, and keeps their order.
 * @template {{ y: number }} End
 * @param {End[]} ends
 * @returns {(End & { labelY: number })[]} from the top
 */
export function spreadOut(ends) {
  const sorted = ends.map((end) => ({ ...end, labelY: end.y })).sort((a, b) => a.y - b.y);
  for (let i = 1; i < sorted.length; i++) {
    sorted[i].labelY = Math.max(sorted[i].labelY, sorted[i - 1].labelY + labelHeight);
  }
  const overflow = Math.max(0, (sorted.at(-1)?.labelY ?? 0) - (top + plotHeight));
  let limit = Number.POSITIVE_INFINITY;
  for (const label of sorted.toReversed()) {
    label.labelY = Math.min(label.labelY, limit, overflow > 0 ? top + plotHeight : Number.POSITIVE_INFINITY);
    limit = label.labelY - labelHeight;
  }
  return sorted;
}

function scale(from, to, log, start, end) {
  const place = log ? Math.log : (value) => value;
  const span = place(to) - place(from);
  return (value) => start + ((place(value) - place(from)) / span) * (end - start);
}

/** Lines at 1, 2 and 5 times a power of ten; all named where there are few, else the powers alone. */
export function logTicks(smallest, largest) {
  const steps = [1, 2, 5];
  const all = [];
  for (let power = Math.floor(Math.log10(smallest)); power <= Math.ceil(Math.log10(largest)); power++) {
    for (const step of steps) all.push({ value: Number(`${step}e${power}`), isPower: step === 1 });
  }
  const first = Math.max(
    0,
    all.findLastIndex(({ value }) => value <= smallest),
  );
  const last = all.findIndex(({ value }) => value >= largest);
  const used = all.slice(first, last + 1);
  const few = used.length <= 9;
  return {
    low: used[0].value,
    high: used.at(-1).value,
    lines: used.map(({ value, isPower }) => ({ value, label: few || isPower ? printed(value) : '' })),
  };
}

/** Five or so round steps from zero. */
export function linearTicks(largest) {
  const rough = largest / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough);
  const count = Math.ceil(largest / step);
  const lines = Array.from({ length: count + 1 }, (_, i) => {
    const value = Number((i * step).toPrecision(6));
    return { value, label: printed(value) };
  });
  return { low: 0, high: lines.at(-1).value, lines };
}

const printed = (value) => value.toLocaleString('en-US', { maximumSignificantDigits: 3 });
const at = (value) => Number(value.toFixed(1));

function text(x, y, content, { anchor = 'start', fill, size, weight }) {
  const attributes = [
    `x="${at(x)}" y="${at(y)}" fill="${fill}"`,
    ...(anchor === 'start' ? [] : [`text-anchor="${anchor}"`]),
    ...(size ? [`font-size="${size}"`] : []),
    ...(weight && weight !== 400 ? [`font-weight="${weight}"`] : []),
  ];
  return `<text ${attributes.join(' ')}>${escaped(content)}</text>`;
}

const escaped = (words) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
