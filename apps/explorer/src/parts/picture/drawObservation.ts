import type { Colours } from '../../look/useColours.ts';
import type { ColumnText } from './columns.ts';
import { observationKind } from './observationKind.ts';
import { pixelsOf } from './pixelsOf.ts';

/** Pixels of a canvas that holds a point or bars. */
const side = 160;

/** Observations that give a point its place: [n, 2]. */
export type Among = Float32Array;

/** One observation on a canvas, in as many pixels as it has itself if it is an image. */
export function drawObservation(
  canvas: HTMLCanvasElement,
  values: Float32Array,
  shape: readonly number[],
  colours: Colours,
  { among, texts }: { readonly among?: Among | undefined; readonly texts?: readonly ColumnText[] | undefined } = {},
): void {
  const kind = observationKind(shape);
  const own = texts && kind.kind === 'bars' ? 2 * side : side;
  const [width, height] = kind.kind === 'image' ? [kind.width, kind.height] : [own, own];
  // Setting a size clears the canvas and drops its memory.
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
  if (kind.kind === 'image') {
    const image = context.createImageData(width, height);
    pixelsOf(values, kind.channels, image.data);
    context.putImageData(image, 0, 0);
    return;
  }
  context.clearRect(0, 0, own, own);
  if (kind.kind === 'point') drawPoint(context, values, colours, among ?? values);
  else if (texts) drawColumns(context, texts, colours);
  else drawBars(context, values, colours);
}

/** Smaller letters are not read, in pixels of the page. */
const leastLetters = 11;

/** A line for each column: its name, its number, and below them how far from the mean that is; in a small picture that alone. */
function drawColumns(context: CanvasRenderingContext2D, texts: readonly ColumnText[], colours: Colours): void {
  const width = 2 * side;
  const height = width / texts.length;
  const reach = texts.reduce((most, { at }) => Math.max(most, Math.abs(at)), 3);
  const middle = texts.some(({ at }) => at < 0) ? side : 0;
  const letters = Math.min(26, 0.6 * height);
  const written = (letters * context.canvas.clientWidth) / width >= leastLetters;
  const [from, thick] = written ? [0.25, 0.2] : [0.85, 0.7];
  context.font = `${letters}px system-ui, sans-serif`;
  context.textBaseline = 'bottom';
  texts.forEach(({ name, value, at }, i) => {
    const bottom = (i + 1) * height;
    const length = (at / reach) * (width - middle);
    context.fillStyle = colours.accent;
    context.fillRect(middle + Math.min(length, 0), bottom - from * height, Math.abs(length), thick * height);
    if (!written) return;
    context.fillStyle = colours.ink;
    context.textAlign = 'left';
    context.fillText(name, 0, bottom - 0.25 * height, 0.6 * width);
    context.textAlign = 'right';
    context.fillText(value, width, bottom - 0.25 * height, 0.38 * width);
  });
}

function drawPoint(context: CanvasRenderingContext2D, values: Float32Array, colours: Colours, among: Among): void {
  const reach = 1.15 * among.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);
  const at = (x: number, y: number): [number, number] => [(side / 2) * (1 + x / reach), (side / 2) * (1 - y / reach)];
  context.fillStyle = colours.soft;
  context.globalAlpha = 0.35;
  for (let i = 0; i + 1 < among.length; i += 2) {
    const [x, y] = at(among[i] as number, among[i + 1] as number);
    context.fillRect(x - 1, y - 1, 2, 2);
  }
  context.globalAlpha = 1;
  context.fillStyle = colours.accent;
  context.beginPath();
  context.arc(...at(values[0] as number, values[1] as number), 5, 0, 2 * Math.PI);
  context.fill();
}

function drawBars(context: CanvasRenderingContext2D, values: Float32Array, colours: Colours): void {
  const most = values.reduce((max, value) => Math.max(max, Math.abs(value)), 1e-6);
  const step = side / values.length;
  const middle = values.some((value) => value < 0) ? side / 2 : side;
  context.fillStyle = colours.accent;
  values.forEach((value, i) => {
    const length = (value / most) * middle * 0.95;
    context.fillRect(i * step, middle - Math.max(length, 0), Math.max(step - 1, 0.5), Math.abs(length));
  });
}
