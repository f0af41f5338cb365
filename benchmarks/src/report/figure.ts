import type { StepRow } from '../measure/rows.ts';
import { systems } from '../systems/systems.ts';

const size = { width: 760, label: 150, value: 70, row: 18, head: 30, axis: 34 } as const;
const color = { ours: '#c2410c', peer: '#475569', grid: '#e2e8f0', text: '#0f172a' } as const;
/** A row on the logarithmic axis from its 10th to its 90th percentile, with a dot at the median. */
const radius = 4.5;

/** Times of a step as an SVG file's text: a panel a job and thread count, the fastest system on top, one logarithmic axis for all. */
export function stepFigure(rows: readonly StepRow[]): string {
  const panels = [
    ...new Set(rows.map(({ job, threads }) => `${job}, ${threads} thread${threads === 1 ? '' : 's'}`)),
  ].map((title) => ({
    title,
    rows: rows
      .filter(({ job, threads }) => title.startsWith(`${job}, ${threads} `))
      .sort((a, b) => a.medianMs - b.medianMs),
  }));
  const x = axis(rows);
  let top = 12;
  const drawn = panels.map((panel) => {
    const at = top;
    top += size.head + size.row * panel.rows.length;
    return drawPanel(panel, at, x);
  });
  const height = top + size.axis;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${height}" viewBox="0 0 ${size.width} ${height}" font-family="Arimo, Arial, sans-serif" font-size="12" fill="${color.text}">`,
    '<title>Time of a training step: median with 10th to 90th percentile</title>',
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    ...x.ticks.map((ms) => drawTick(ms, x.place(ms), top)),
    text((size.label + size.width - size.value) / 2, top + 30, 'ms per step, logarithmic', 'middle'),
    ...drawn,
    '</svg>\n',
  ].join('\n');
}

interface Axis {
  place(ms: number): number;
  readonly ticks: readonly number[];
}

/** Ticks at 1, 2 and 5 times the powers of ten. */
function axis(rows: readonly StepRow[]): Axis {
  const low = Math.min(...rows.map(({ p10Ms }) => p10Ms)) / 1.15;
  const high = Math.max(...rows.map(({ p90Ms }) => p90Ms)) * 1.15;
  const powers = Array.from({ length: 12 }, (_, i) => 10 ** (i - 4));
  const [left, right] = [size.label, size.width - size.value];
  return {
    place: (ms) => left + ((right - left) * Math.log(ms / low)) / Math.log(high / low),
    ticks: powers.flatMap((power) => [power, 2 * power, 5 * power]).filter((ms) => ms >= low && ms <= high),
  };
}

function drawTick(ms: number, x: number, bottom: number): string {
  const line = `<line x1="${round(x)}" x2="${round(x)}" y1="12" y2="${bottom}" stroke="${color.grid}"/>`;
  return line + text(x, bottom + 14, String(Number(ms.toPrecision(1))), 'middle');
}

function drawPanel({ title, rows }: { title: string; rows: readonly StepRow[] }, top: number, x: Axis): string {
  const marks = rows.map((row, i) => {
    const y = top + size.head + size.row * (i + 0.5) - 6;
    const { ours } = systems[row.system];
    const fill = ours ? color.ours : color.peer;
    const [from, to, middle] = [row.p10Ms, row.p90Ms, row.medianMs].map((ms) => round(x.place(ms)));
    return [
      text(size.label - 12, y + 4, row.system, 'end', row.system === 'compiled'),
      `<line x1="${from}" x2="${to}" y1="${y}" y2="${y}" stroke="${fill}" stroke-width="2"/>`,
      `<circle cx="${middle}" cy="${y}" r="${radius}" fill="${fill}"/>`,
      text(size.width - 12, y + 4, String(Number(row.medianMs.toPrecision(3))), 'end'),
    ].join('');
  });
  return [text(12, top + 14, title, 'start', true), ...marks].join('\n');
}

function text(x: number, y: number, content: string, anchor: string, bold = false): string {
  const escaped = content.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}"${bold ? ' font-weight="bold"' : ''}>${escaped}</text>`;
}

const round = (value: number) => Number(value.toFixed(1));
