import type { Extent } from '../../latent/extent.ts';
import type { PlaneScene } from '../../learn/scene.ts';
import type { Colours } from '../../look/useColours.ts';
import { drawSurface } from './drawSurface.ts';

interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly colours: Colours;
}

/** Until there is a scene: words in the middle, so that nobody takes the empty plane for a fault. */
export function drawWaiting(
  context: CanvasRenderingContext2D,
  { width, height, colours }: Canvas,
  words: string,
): void {
  context.fillStyle = colours.soft;
  context.font = '14px system-ui, sans-serif';
  context.textAlign = 'center';
  context.fillText(words, width / 2, height / 2);
}

type To = (x: number, y: number) => readonly [number, number];

/** The plane of a scene: energies, then data or codes, then what the model makes of them. */
export function drawScene(context: CanvasRenderingContext2D, canvas: Canvas, scene: PlaneScene): void {
  const { width, height, colours } = canvas;
  const to = placer(scene.extent, canvas);
  if (scene.surface) drawSurface(context, { width, height, dark: colours.dark }, scene.surface);
  if (scene.lines) drawLines(context, colours, scene.lines, to);
  if (scene.deviations) drawBubbles(context, colours, scene, to);
  drawPoints(context, colours, scene, to);
  if (scene.field) drawField(context, canvas, scene.field, to);
  if (scene.curve) drawClosed(context, colours, scene.curve, to);
  for (let i = 0; i < (scene.rings?.length ?? 0); i += 2) {
    drawMark(context, colours, to(scene.rings?.[i] as number, scene.rings?.[i + 1] as number), 4);
  }
  if (scene.mark) drawMark(context, colours, to(...scene.mark));
}

/** Each line is a path of its own, and all of them one stroke. */
function drawLines(
  context: CanvasRenderingContext2D,
  colours: Colours,
  { length, points }: NonNullable<PlaneScene['lines']>,
  to: To,
): void {
  context.strokeStyle = length === 2 ? colours.ink : colours.soft;
  context.lineWidth = length === 2 ? 2 : 1;
  context.globalAlpha = length === 2 ? 1 : 0.6;
  context.beginPath();
  for (let i = 0; 2 * i < points.length; i++) {
    const [x, y] = to(points[2 * i] as number, points[2 * i + 1] as number);
    if (i % length === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
  context.stroke();
  context.globalAlpha = 1;
}

/** An ellipse of one deviation around each point. */
function drawBubbles(
  context: CanvasRenderingContext2D,
  colours: Colours,
  { points, deviations = new Float32Array(), labels }: PlaneScene,
  to: To,
): void {
  context.lineWidth = 1;
  context.globalAlpha = 0.55;
  for (let i = 0; 2 * i < points.length; i++) {
    const [x, y] = [points[2 * i] as number, points[2 * i + 1] as number];
    const [left, top] = to(x - (deviations[2 * i] as number), y + (deviations[2 * i + 1] as number));
    const [middle, centre] = to(x, y);
    context.strokeStyle = labels ? (colours.classes[(labels[i] as number) % 10] as string) : colours.ink;
    context.beginPath();
    context.ellipse(middle, centre, middle - left, centre - top, 0, 0, 2 * Math.PI);
    context.stroke();
  }
  context.globalAlpha = 1;
}

function placer({ x, y }: Extent, { width, height }: Canvas): To {
  return (a, b) => [((a - x[0]) / (x[1] - x[0])) * width, height - ((b - y[0]) / (y[1] - y[0])) * height];
}

/** Points of one class are one path. */
function drawPoints(context: CanvasRenderingContext2D, colours: Colours, { points, labels }: PlaneScene, to: To): void {
  const radius = labels ? 2.8 : 1.6;
  const paths = new Map<string, Path2D>();
  for (let i = 0; 2 * i < points.length; i++) {
    const [x, y] = to(points[2 * i] as number, points[2 * i + 1] as number);
    const label = labels?.[i];
    const colour = label === undefined ? colours.ink : (colours.classes[label % 10] as string);
    const path = paths.get(colour) ?? new Path2D();
    paths.set(colour, path);
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, 2 * Math.PI);
  }
  context.strokeStyle = colours.page;
  context.lineWidth = 1.2;
  for (const [colour, path] of paths) {
    context.fillStyle = colour;
    if (labels) context.stroke(path);
    context.fill(path);
  }
}

/** Arrows half as long as the way, and at most a step of the grid, so that they do not cross. */
function drawField(
  context: CanvasRenderingContext2D,
  { colours, width }: Canvas,
  { points, vectors }: NonNullable<PlaneScene['field']>,
  to: To,
): void {
  const most = (0.95 * width) / Math.sqrt(points.length / 2);
  context.strokeStyle = colours.ink;
  context.lineWidth = 1.3;
  context.lineCap = 'round';
  context.beginPath();
  for (let i = 0; i < points.length; i += 2) {
    const [a, b] = [points[i] as number, points[i + 1] as number];
    const [x, y] = to(a, b);
    const [toX, toY] = to(a + (vectors[i] as number), b + (vectors[i + 1] as number));
    const way = Math.hypot(toX - x, toY - y);
    const length = Math.min(way / 2, most);
    if (length >= 1) arrow(context, [x, y], [(toX - x) / way, (toY - y) / way], length);
  }
  context.stroke();
}

type Vector = readonly [number, number];

function arrow(context: CanvasRenderingContext2D, [x, y]: Vector, [dx, dy]: Vector, length: number): void {
  const head = Math.min(5, 0.45 * length);
  const [tipX, tipY] = [x + length * dx, y + length * dy];
  context.moveTo(x, y);
  context.lineTo(tipX, tipY);
  context.moveTo(tipX - head * (dx - 0.6 * dy), tipY - head * (dy + 0.6 * dx));
  context.lineTo(tipX, tipY);
  context.lineTo(tipX - head * (dx + 0.6 * dy), tipY - head * (dy - 0.6 * dx));
}

function drawClosed(context: CanvasRenderingContext2D, colours: Colours, curve: Float32Array, to: To): void {
  context.lineJoin = 'round';
  for (const [style, width] of [
    [colours.page, 6],
    [colours.classes[1] as string, 3],
  ] as const) {
    context.strokeStyle = style;
    context.lineWidth = width;
    context.beginPath();
    for (let i = 0; i < curve.length; i += 2) context.lineTo(...to(curve[i] as number, curve[i + 1] as number));
    context.closePath();
    context.stroke();
  }
}

function drawMark(
  context: CanvasRenderingContext2D,
  colours: Colours,
  [x, y]: readonly [number, number],
  radius = 8,
): void {
  for (const [style, width] of [
    [colours.page, 5],
    [colours.ink, 2.2],
  ] as const) {
    context.strokeStyle = style;
    context.lineWidth = (width * radius) / 8;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.stroke();
  }
}

/** The place that is dragged, or where it comes to lie: a cross, and a bubble around it. */
export function drawProbe(
  context: CanvasRenderingContext2D,
  canvas: Canvas,
  { extent }: PlaneScene,
  {
    at,
    deviation,
  }: { readonly at: readonly [number, number]; readonly deviation?: readonly [number, number] | undefined },
): void {
  const to = placer(extent, canvas);
  const [x, y] = to(...at);
  for (const [style, width] of [
    [canvas.colours.page, 5],
    [canvas.colours.accent, 2.5],
  ] as const) {
    context.strokeStyle = style;
    context.lineWidth = width;
    context.beginPath();
    for (const [dx, dy] of [
      [10, 0],
      [0, 10],
    ] as const) {
      context.moveTo(x - dx, y - dy);
      context.lineTo(x + dx, y + dy);
    }
    if (deviation) {
      const [left, top] = to(at[0] - deviation[0], at[1] + deviation[1]);
      context.moveTo(2 * x - left, y);
      context.ellipse(x, y, x - left, y - top, 0, 0, 2 * Math.PI);
    }
    context.stroke();
  }
}
