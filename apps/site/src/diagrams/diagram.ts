import type { DrawnLayer } from './layersOf.ts';

/** What stands in a row, from the observation to its reconstruction. */
export type Part =
  | { readonly variable: string; readonly about: string; readonly observed?: boolean; readonly warm?: boolean }
  | { readonly network: string; readonly layers: readonly DrawnLayer[] }
  | { readonly operation: string; readonly about: string };

/** An energy between two variables, or of one; above or below the row. */
export interface Tie {
  readonly between: readonly string[];
  readonly energy: string;
  readonly below?: boolean;
}

export interface Diagram {
  readonly title: string;
  readonly parts: readonly Part[];
  readonly ties: readonly Tie[];
  /** Between these two variables nothing flows: no gradient, and no value. */
  readonly cut?: readonly [string, string];
}

const [middle, height] = [140, 280];
const [radius, barWidth, gap] = [20, 22, 8];
/** Between two parts, room for an arrow; left and right of all of them. */
const [arrow, margin] = [28, 4];
/** Above it a bar would reach the name of its network. */
const tallest = 168;
/** Pixels of a letter under a variable. */
const letter = 6.9;

/** Bars grow with the logarithm of what a layer gives, and always hold their label. */
const barHeight = ({ size, label }: DrawnLayer) =>
  Math.min(tallest, Math.max(16 * Math.log2(size + 1), 7.2 * label.length + 14));

/** A model as a picture, an SVG text in the colours of the page. */
export function diagram({ title, parts, ties, cut }: Diagram): string {
  const centres = new Map<string, number>();
  const shapes: string[] = [];
  // The names of the networks stand below the boxes of energies, where there are any.
  const names = ties.some(({ below }) => below) ? height - 8 : height - 34;
  let x = margin;
  let last: number | undefined;
  let lastName = '';
  const arrowTo = (end: number, name: string) => {
    const broken = cut && lastName === cut[0] && name === cut[1];
    if (last !== undefined && !broken)
      shapes.push(`<path class="flow" d="M${last} ${middle}H${end - 2}" marker-end="url(#tip)"/>`);
  };
  for (const part of parts) {
    if ('variable' in part) {
      const { variable, about, observed, warm } = part;
      const room = Math.max(2 * radius, letter * about.length);
      const at = x + room / 2;
      arrowTo(at - radius, variable);
      const kind = `${observed ? ' observed' : ''}${warm ? ' warm' : ''}`;
      shapes.push(
        `<g class="variable${kind}"><circle cx="${at}" cy="${middle}" r="${radius}"/><text x="${at}" y="${middle + 6}">${variable}</text>` +
          `<text class="about" x="${at}" y="${middle + 40}">${about}</text></g>`,
      );
      centres.set(variable, at);
      [last, lastName, x] = [at + radius, variable, x + room + arrow];
    } else if ('network' in part) {
      arrowTo(x, part.network);
      const from = x;
      for (const layer of part.layers) {
        const tall = barHeight(layer);
        shapes.push(
          `<g class="layer"><rect x="${x}" y="${middle - tall / 2}" width="${barWidth}" height="${tall}" rx="4"/>` +
            `<text transform="translate(${x + barWidth / 2 + 4} ${middle}) rotate(-90)">${layer.label}</text></g>`,
        );
        x += barWidth + gap;
      }
      const name = (from + x - gap) / 2;
      shapes.push(`<text class="name" x="${name}" y="${names}">${part.network}</text>`);
      [last, lastName, x] = [x - gap, part.network, x - gap + arrow];
    } else {
      const wide = Math.max(52, 9 * part.operation.length + 16);
      arrowTo(x, part.operation);
      shapes.push(
        `<g class="operation"><rect x="${x}" y="${middle - 16}" width="${wide}" height="32" rx="16"/><text x="${x + wide / 2}" y="${middle + 5}">${part.operation}</text>` +
          `<text class="about" x="${x + wide / 2}" y="${middle + 40}">${part.about}</text></g>`,
      );
      [last, lastName, x] = [x + wide, part.operation, x + wide + arrow];
    }
  }
  const width = x - arrow + margin;
  for (const { between, energy, below } of ties)
    shapes.push(
      tie(
        between.map((name) => centres.get(name) as number),
        energy,
        below,
      ),
    );
  return (
    `<div class="diagram" tabindex="0" v-pre><svg viewBox="0 0 ${width} ${height}" width="${width}" role="img" aria-label="${title}">` +
    `<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>` +
    `${shapes.join('')}</svg></div>`
  );
}

/** A bow over two variables, or a stem over one, with its energy in a box. */
function tie(at: readonly number[], energy: string, below = false): string {
  const [from = 0, to = from] = at;
  const sign = below ? 1 : -1;
  const reach = to === from ? 88 : 104;
  const top = middle + sign * reach;
  const foot = middle + sign * (radius + (below ? 30 : 3));
  const box = 8.5 * energy.length + 16;
  const centre = (from + to) / 2;
  const line = to === from ? `M${from} ${foot}V${top}` : `M${from} ${foot}V${top}H${to}V${foot}`;
  return (
    `<g class="energy"><path d="${line}"/><rect x="${centre - box / 2}" y="${top - 13}" width="${box}" height="26" rx="5"/>` +
    `<text x="${centre}" y="${top + 5}">${energy}</text></g>`
  );
}
