import type { Colours } from '../look/useColours.ts';
import { logTicks } from '../parts/curve/logTicks.ts';
import { tickText } from '../parts/curve/tickText.ts';
import { ticks } from '../parts/scatter/ticks.ts';
import { lineLook } from './lineLook.ts';
import type { Series } from './series.ts';

export interface ChartFrame {
  readonly width: number;
  readonly height: number;
  readonly xs: readonly [number, number];
  readonly ys: readonly [number, number];
  readonly log: boolean;
}

const margin = { left: 52, right: 12, top: 10, bottom: 38 };

/** From a number to its pixel across and up, and back across. */
export function placesIn({ width, height, xs, ys, log }: ChartFrame) {
  const scale = log ? Math.log : (value: number) => value;
  const [left, right, bottom] = [margin.left, width - margin.right, height - margin.bottom];
  const [low, high] = ys.map(scale) as [number, number];
  return {
    left,
    right,
    bottom,
    top: margin.top,
    across: (x: number) => left + ((x - xs[0]) / (xs[1] - xs[0])) * (right - left),
    up: (y: number) => bottom - ((scale(y) - low) / (high - low)) * (bottom - margin.top),
    xAt: (pixel: number) => xs[0] + ((pixel - left) / (right - left)) * (xs[1] - xs[0]),
  };
}

/** The ends of both axes: of the lines within `zoom`, or of all of them. */
export function endsOf(
  series: readonly Series[],
  { zoom, log }: { zoom: readonly [number, number] | undefined; log: boolean },
): Pick<ChartFrame, 'xs' | 'ys' | 'log'> {
  let most = 0;
  for (const { x } of series) most = Math.max(most, x.at(-1) ?? 0);
  const xs = zoom ?? ([0, most || 1] as const);
  const seen = series.flatMap(({ x, y }) => y.filter((_, i) => (x[i] as number) >= xs[0] && (x[i] as number) <= xs[1]));
  const finite = seen.filter(Number.isFinite);
  const isLog = log && finite.length > 0 && finite.every((value) => value > 0);
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of finite) [low, high] = [Math.min(low, value), Math.max(high, value)];
  if (finite.length === 0) return { xs, ys: [0, 1], log: false };
  if (isLog) return { xs, ys: [low / 1.06, high * 1.06], log: true };
  const room = 0.05 * (high - low) || Math.abs(high) * 0.05 || 1;
  return { xs, ys: [low - room, high + room], log: false };
}

/** Lines over common axes; those of batches lighter than those of the test split. */
export function drawLines(
  context: CanvasRenderingContext2D,
  series: readonly Series[],
  frame: ChartFrame,
  { colours, xLabel }: { colours: Colours; xLabel: string },
): void {
  const { left, right, top, bottom, across, up } = placesIn(frame);
  context.font = '12px system-ui, sans-serif';
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  context.lineWidth = 1;
  for (const tick of frame.log ? logTicks(frame.ys) : ticks(frame.ys, 5)) {
    context.strokeStyle = colours.line;
    line(context, [left, right], [up(tick), up(tick)]);
    context.fillStyle = colours.soft;
    context.fillText(tickText(tick), left - 6, up(tick));
  }
  context.textBaseline = 'alphabetic';
  context.textAlign = 'center';
  for (const tick of ticks(frame.xs, 6)) context.fillText(tickText(tick), across(tick), bottom + 16);
  context.fillText(xLabel, (left + right) / 2, frame.height - 5);
  context.save();
  context.beginPath();
  context.rect(left, top - 4, right - left, bottom - top + 8);
  context.clip();
  context.lineJoin = 'round';
  for (const { place, train, x, y } of series) {
    const { colour, dash } = lineLook(place, colours);
    context.strokeStyle = colour;
    context.fillStyle = colour;
    context.setLineDash([...dash]);
    context.globalAlpha = train ? 0.55 : 1;
    context.lineWidth = train ? 1.25 : 2.25;
    line(context, x.map(across), y.map(up));
    if (train || x.length > 60) continue;
    for (const [i, at] of x.entries()) dot(context, across(at), up(y[i] as number));
  }
  context.restore();
}

/** In the place of lines: words in the middle. */
export function drawWords(
  context: CanvasRenderingContext2D,
  { width, height }: ChartFrame,
  words: string,
  colour: string,
): void {
  context.fillStyle = colour;
  context.font = '14px system-ui, sans-serif';
  context.textAlign = 'center';
  context.fillText(words, width / 2, height / 2);
}

function dot(context: CanvasRenderingContext2D, x: number, y: number): void {
  context.beginPath();
  context.arc(x, y, 3, 0, 2 * Math.PI);
  context.fill();
}

/** What is not finite is a gap. */
function line(context: CanvasRenderingContext2D, x: readonly number[], y: readonly number[]): void {
  context.beginPath();
  let open = false;
  x.forEach((at, k) => {
    const value = y[k] as number;
    if (!Number.isFinite(value)) open = false;
    else if (open) context.lineTo(at, value);
    else {
      context.moveTo(at, value);
      open = true;
    }
  });
  context.stroke();
}
