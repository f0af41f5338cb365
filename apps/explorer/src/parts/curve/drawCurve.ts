import type { Colours } from '../../look/useColours.ts';
import { ticks } from '../scatter/ticks.ts';
import { bucketMeans } from './bucketMeans.ts';
import { logTicks } from './logTicks.ts';
import { tickText } from './tickText.ts';

interface CurveDrawing {
  readonly width: number;
  readonly height: number;
  readonly values: ArrayLike<number>;
  readonly first: number;
  readonly log: boolean;
  readonly smooth: boolean;
  readonly colours: Colours;
  readonly stepText: (step: number) => string;
}

const margin = { left: 44, right: 8, top: 8, bottom: 20 };

/** The curve with its axes: round numbers at the left, first and last step below. */
export function drawCurve(context: CanvasRenderingContext2D, drawing: CurveDrawing): void {
  const { width, height, values, first, log, smooth, colours, stepText } = drawing;
  const [right, bottom] = [width - margin.right, height - margin.bottom];
  const { x, y } = bucketMeans(values, Math.max(2, Math.floor((right - margin.left) / 1.5)));
  const [low, high] = ends(y, log);
  const scale = log ? Math.log : (value: number) => value;
  const up = (value: number) =>
    bottom - ((scale(value) - scale(low)) / (scale(high) - scale(low))) * (bottom - margin.top);
  const most = Math.max(1, values.length - 1);
  const along = (index: number) => margin.left + (index / most) * (right - margin.left);

  context.font = '12px system-ui, sans-serif';
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  context.lineWidth = 1;
  // Before the first step there are no numbers, and none are made up.
  const rows = y.length === 0 ? [] : log ? logTicks([low, high]) : ticks([low, high], 4);
  for (const tick of rows) {
    context.strokeStyle = colours.line;
    line(context, [margin.left, right], [up(tick), up(tick)]);
    context.fillStyle = colours.soft;
    context.fillText(tickText(tick), margin.left - 6, up(tick));
  }
  context.textBaseline = 'alphabetic';
  context.fillStyle = colours.soft;
  if (values.length > 1) context.fillText(String(first + values.length - 1), right, height - 4);
  context.textAlign = 'left';
  context.fillText(stepText(first), margin.left, height - 4);
  if (y.length === 0) return;

  const xs = x.map(along);
  const shown = smooth ? runningMean(y) : y;
  context.lineJoin = 'round';
  context.strokeStyle = colours.accent;
  context.globalAlpha = smooth ? 0.35 : 1;
  context.lineWidth = smooth ? 1 : 2;
  line(context, xs, y.map(up));
  context.globalAlpha = 1;
  if (smooth) {
    context.lineWidth = 2;
    line(context, xs, shown.map(up));
  }
  context.fillStyle = colours.accent;
  context.beginPath();
  context.arc(xs.at(-1) as number, up(shown.at(-1) as number), 3.5, 0, 2 * Math.PI);
  context.fill();
}

/** Both ends of the axis, a little beyond the numbers. */
function ends(values: readonly number[], log: boolean): [number, number] {
  if (values.length === 0) return log ? [0.1, 1] : [0, 1];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (log) return [low / 1.1, high * 1.1];
  const room = 0.05 * (high - low) || Math.abs(high) * 0.05 || 1;
  return [low - room, high + room];
}

/** mₖ = mₖ₋₁ + 0.25 (yₖ − mₖ₋₁). */
function runningMean(values: readonly number[]): number[] {
  let mean = values[0] as number;
  return values.map((value) => {
    mean += 0.25 * (value - mean);
    return mean;
  });
}

function line(context: CanvasRenderingContext2D, x: readonly number[], y: readonly number[]): void {
  context.beginPath();
  x.forEach((at, k) => {
    context.lineTo(at, y[k] as number);
  });
  context.stroke();
}
