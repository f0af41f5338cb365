import type { Colours } from '../../look/useColours.ts';
import type { PlotFrame } from './plotFrame.ts';

/** What lies over the points. */
export interface Marks {
  /** A line through points [n, 2]. */
  readonly path?: Float32Array | undefined;
  /** Points of their own [n, 2], e.g. samples. */
  readonly dots?: Float32Array | undefined;
}

/** The marks, each with a halo of the page's colour, so that they are seen over anything. */
export function drawMarks(
  context: CanvasRenderingContext2D,
  frame: PlotFrame,
  { path, dots }: Marks,
  colours: Colours,
): void {
  if (path) drawPath(context, frame, path, colours);
  if (dots) drawDots(context, frame, dots, colours);
}

function drawPath(context: CanvasRenderingContext2D, frame: PlotFrame, path: Float32Array, colours: Colours): void {
  context.beginPath();
  for (let i = 0; i < path.length; i += 2) context.lineTo(...frame.toPixel(path[i] as number, path[i + 1] as number));
  context.strokeStyle = colours.page;
  context.lineWidth = 5.5;
  context.stroke();
  context.strokeStyle = colours.accent;
  context.lineWidth = 2.5;
  context.stroke();
}

function drawDots(context: CanvasRenderingContext2D, frame: PlotFrame, dots: Float32Array, colours: Colours): void {
  for (let i = 0; i < dots.length; i += 2) {
    const [x, y] = frame.toPixel(dots[i] as number, dots[i + 1] as number);
    context.beginPath();
    context.arc(x, y, 3.5, 0, 2 * Math.PI);
    context.fillStyle = colours.ink;
    context.strokeStyle = colours.page;
    context.lineWidth = 1.5;
    context.stroke();
    context.fill();
  }
}
