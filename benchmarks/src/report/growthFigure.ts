import type { GrowthRow } from '../measure/rows.ts';
import { systems } from '../systems/systems.ts';

const [panelWidth, panelHeight, margin] = [330, 210, 48];
const color = { ours: '#c2410c', peer: '#475569', grid: '#e2e8f0', text: '#0f172a' } as const;
const named = { width: 'width', depth: 'hidden layers each way', batch: 'batch', channels: 'channels c (c and 2c)' };

/** How the time of a step grows, as an SVG file's text: a panel each for width, depth, batch and channels; ours, and the best peer at each place. */
export function growthFigure(rows: readonly GrowthRow[]): string {
  const drawn = (Object.keys(named) as (keyof typeof named)[])
    .map((axis) => [axis, rows.filter((row) => row.axis === axis)] as const)
    .filter(([, all]) => all.length > 0);
  const [width, height] = [2 * panelWidth, Math.ceil(drawn.length / 2) * panelHeight + 30];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Arimo, Arial, sans-serif" font-size="12" fill="${color.text}">`,
    '<title>Time of a training step as the network or the batch grows</title>',
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    text(12, 18, '● compiled', color.ours),
    text(110, 18, '● best peer at each place', color.peer),
    ...drawn.map(([axis, all], i) => {
      const [left, top] = [(i % 2) * panelWidth, 30 + Math.floor(i / 2) * panelHeight];
      return `<g transform="translate(${left},${top})">${panel(named[axis], all)}</g>`;
    }),
    '</svg>\n',
  ].join('\n');
}

/** Both axes logarithmic, so that a power of the size is a line. */
function panel(title: string, rows: readonly GrowthRow[]): string {
  const places = [...new Set(rows.map(({ at }) => at))].sort((a, b) => a - b);
  const times = rows.map(({ medianMs }) => medianMs);
  const x = scale([places[0] as number, places.at(-1) as number], [margin, panelWidth - 16]);
  const y = scale([Math.min(...times) / 1.2, Math.max(...times) * 1.2], [panelHeight - 40, 14]);
  const fastest = (ours: boolean) =>
    places.flatMap((at) => {
      const here = rows.filter(
        (row) => row.at === at && systems[row.system].ours === ours && (!ours || row.system === 'compiled'),
      );
      return here.length > 0 ? [[x(at), y(Math.min(...here.map(({ medianMs }) => medianMs)))] as const] : [];
    });
  const ticks = [-2, -1, 0, 1, 2, 3].flatMap((power) => [1, 3].map((first) => first * 10 ** power));
  const shown = ticks.filter((ms) => ms >= Math.min(...times) / 1.2 && ms <= Math.max(...times) * 1.2);
  return [
    ...shown.map(
      (ms) =>
        `<line x1="${margin}" x2="${panelWidth - 16}" y1="${y(ms)}" y2="${y(ms)}" stroke="${color.grid}"/>${text(margin - 6, y(ms) + 4, `${Number(ms.toPrecision(1))} ms`, color.text, 'end')}`,
    ),
    ...places.map((at) => text(x(at), panelHeight - 22, String(at), color.text, 'middle')),
    text((margin + panelWidth) / 2, panelHeight - 6, title, color.text, 'middle'),
    curve(fastest(false), color.peer),
    curve(fastest(true), color.ours),
  ].join('');
}

function curve(points: readonly (readonly [number, number])[], stroke: string): string {
  const dots = points.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="3.5" fill="${stroke}"/>`);
  return `<polyline points="${points.map((point) => point.join(',')).join(' ')}" fill="none" stroke="${stroke}" stroke-width="1.5"/>${dots.join('')}`;
}

/** From a range of sizes, by their logarithm, to a range of places. */
function scale(
  [from, to]: readonly [number, number],
  [low, high]: readonly [number, number],
): (value: number) => number {
  const span = Math.log(to / from) || 1;
  return (value) => Number((low + ((high - low) * Math.log(value / from)) / span).toFixed(1));
}

const text = (x: number, y: number, content: string, fill: string, anchor = 'start') =>
  `<text x="${x}" y="${y}" fill="${fill}" text-anchor="${anchor}">${content}</text>`;
