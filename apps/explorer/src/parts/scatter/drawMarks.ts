import type { Colours } from '../../look/useColours.ts';
import type { PlotFrame } from './plotFrame.ts';

type Point = readonly [number, number];

/** What lies over the points and changes with each frame. */
export interface Marks {
  /** The cross that is dragged. */
  readonly at?: Point;
  /** A ring around a point. */
  readonly ring?: Point;
  /** A line through points [n, 2]. */
  readonly path?: Float32Array;
  /** Points of their own [n, 2], e.g. samples. */
  readonly dots?: Float32Array;
}

/** The marks, each with a halo of the page's colour, so that they are seen over anything. */
export function drawMarks(
  context: CanvasRenderingContext2D,
  frame: PlotFrame,
  { at, ring, path, dots }: Marks,
  colours: Colours,
): void {
  if (path) drawPath(context, frame, path, colours);
  if (dots) drawDots(context, frame, dots, colours);
  if (ring) {
    const [x, y] = frame.toPixel(...ring);
    haloed(context, colours.ink, colours.page, 2, () => circle(context, x, y, 6));
  }
  if (at) drawCross(context, frame, at, colours);
}

function drawCross(context: CanvasRenderingContext2D, frame: PlotFrame, at: Point, colours: Colours): void {
  const [x, y] = frame.toPixel(...at);
  const { left, top, width, height } = frame;
  context.strokeStyle = colours.ink;
  context.globalAlpha = 0.25;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(left, y);
  context.lineTo(left + width, y);
  context.moveTo(x, top);
  context.lineTo(x, top + height);
  context.stroke();
  context.globalAlpha = 1;
  haloed(context, colours.accent, colours.page, 3, () => circle(context, x, y, 9));
  context.fillStyle = colours.accent;
  context.beginPath();
  context.arc(x, y, 2.5, 0, 2 * Math.PI);
  context.fill();
}

function drawPath(context: CanvasRenderingContext2D, frame: PlotFrame, path: Float32Array, colours: Colours): void {
  haloed(context, colours.accent, colours.page, 2.5, () => {
    context.beginPath();
    for (let i = 0; i < path.length; i += 2) context.lineTo(...frame.toPixel(path[i] as number, path[i + 1] as number));
  });
}

function drawDots(context: CanvasRenderingContext2D, frame: PlotFrame, dots: Float32Array, colours: Colours): void {
  for (let i = 0; i < dots.length; i += 2) {
    const [x, y] = frame.toPixel(dots[i] as number, dots[i + 1] as number);
    context.beginPath();
    context.arc(x, y, 3.5, 0, 2 * Math.PI);
    context.fillStyle = colours.accent;
    context.strokeStyle = colours.page;
    context.lineWidth = 1.5;
    context.stroke();
    context.fill();
  }
}

function circle(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
}

function haloed(
  context: CanvasRenderingContext2D,
  colour: string,
  halo: string,
  width: number,
  path: () => void,
): void {
  path();
  context.strokeStyle = halo;
  context.lineWidth = width + 3;
  context.stroke();
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
}
