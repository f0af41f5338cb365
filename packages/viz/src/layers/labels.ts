import type { Layer, Plot } from '../panel/layer.ts';
import { textElement } from '../svg/textElement.ts';
import { textWidth } from '../svg/textWidth.ts';
import type { Curve } from './lines.ts';

/** Where its labels stand: a point each, [x, y] in the units of the axes. */
interface Labelled {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly labels?: readonly string[];
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

const size = 11;
const height = 13;

/** Words beside points: of eight places around its point each takes the first that is free, or else the first. */
export function labels(all: readonly Labelled[], curves: readonly Curve[]): Layer {
  const [first] = curves as [Curve];
  return { extent: first.extent, legend: [], summary: describe(all), draw: (plot) => draw(all, curves, plot) };
}

function draw(all: readonly Labelled[], curves: readonly Curve[], plot: Plot): string {
  const at = (x: number, y: number) => [plot.x.place(x), plot.y.place(y)] as const;
  const ink = curves.flatMap(({ runs }) => runs.flatMap((run) => alongLine(run, at)));
  const taken: Box[] = [];
  const texts: string[] = [];
  for (const { x, y, labels = [] } of all) {
    labels.forEach((text, i) => {
      const [px, py] = at(x[i] as number, y[i] as number);
      if (text === '' || !Number.isFinite(px) || !Number.isFinite(py)) return;
      const boxes = around(px, py, textWidth(text, size));
      const cost = (box: Box) => penalty(box, taken, ink, plot);
      const best = boxes.reduce((a, b) => (cost(b) < cost(a) ? b : a));
      taken.push(best);
      texts.push(textElement(text, { x: best.left, y: best.top + height - 3, size, fill: plot.theme.text }));
    });
  }
  return texts.join('');
}

/** Right above, right, left below, …: beside a falling or a rising curve one of them is free. */
function around(x: number, y: number, width: number): Box[] {
  const [right, left, middle] = [x + 6, x - 6 - width, x - width / 2];
  const [above, level, below] = [y - 5 - height, y - height / 2, y + 5];
  const places = [
    [right, above + 3],
    [right, level],
    [right, below - 3],
    [middle, above],
    [middle, below],
    [left, above + 3],
    [left, level],
    [left, below - 3],
  ] as const;
  return places.map(([boxLeft, top]) => ({ left: boxLeft, top, width }));
}

/** Points about three pixels apart along a run, so that a label can keep off the line too. */
function alongLine(run: readonly number[], at: (x: number, y: number) => readonly [number, number]) {
  const points: (readonly [number, number])[] = [];
  for (let i = 0; i < run.length; i += 2) {
    const to = at(run[i] as number, run[i + 1] as number);
    const from = points.at(-1) ?? to;
    const steps = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / 3));
    for (let k = 1; k <= steps; k++) {
      const mix = (axis: 0 | 1) => from[axis] + (k / steps) * (to[axis] - from[axis]);
      points.push([mix(0), mix(1)]);
    }
  }
  return points;
}

/** Labels under it count most, then leaving the plot, then ink under it. */
function penalty(box: Box, taken: readonly Box[], ink: readonly (readonly [number, number])[], plot: Plot): number {
  const { left, top, width } = box;
  const over = taken.filter(
    (other) =>
      Math.abs(other.top - top) < height && left < other.left + other.width + 4 && other.left < left + width + 4,
  );
  const outside = left < 2 || top < 0 || left + width > plot.width || top + height > plot.height;
  const hidden = ink.filter(([x, y]) => x > left - 2 && x < left + width + 2 && y > top && y < top + height);
  return over.length * 1000 + (outside ? 500 : 0) + hidden.length;
}

function describe(all: readonly Labelled[]): string {
  const words = all.flatMap(({ labels = [] }) => labels.filter((label) => label !== ''));
  return `Labels: ${words.join(', ')}.`;
}
