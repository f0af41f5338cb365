import type { Colours } from '../../look/useColours.ts';
import { logTicks } from '../../parts/curve/logTicks.ts';
import { tickText } from '../../parts/curve/tickText.ts';
import { ticks } from '../../parts/scatter/ticks.ts';
import type { Counts } from './counts.ts';

interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly colours: Colours;
}

const bottomRoom = 20;
const topRoom = 14;

/** Shares of every bin as filled steps, one colour per set, and a mark at one energy. */
export function drawCounts(
  context: CanvasRenderingContext2D,
  { width, height, colours }: Canvas,
  { edges, shares, log }: Counts,
  energy: number | undefined,
): void {
  const unit = log ? Math.log : (value: number) => value;
  // Room on both sides for energies beyond those of the sets.
  const [first, last] = [edges[0] as number, edges.at(-1) as number];
  const air = 0.06 * (unit(last) - unit(first));
  const [low, high] = [unit(first) - air, unit(last) + air];
  const along = (value: number) => Math.min(width - 2, Math.max(2, ((unit(value) - low) / (high - low)) * width));
  const floor = height - bottomRoom;
  const most = Math.max(...shares.flat());
  // √, as a narrow peak would make the others flat.
  const up = (share: number) => floor - Math.sqrt(share / most) * (floor - topRoom);

  context.strokeStyle = colours.line;
  context.fillStyle = colours.soft;
  context.font = '12px system-ui, sans-serif';
  context.textAlign = 'center';
  for (const tick of log ? logTicks([first, last]) : ticks([first, last], 5)) {
    context.fillText(tickText(tick), along(tick), height - 4);
  }
  context.beginPath();
  context.moveTo(0, floor + 0.5);
  context.lineTo(width, floor + 0.5);
  context.stroke();
  shares.forEach((share, k) => {
    const colour = colours.classes[k] as string;
    context.beginPath();
    context.moveTo(along(first), floor);
    share.forEach((value, bin) => {
      context.lineTo(along(edges[bin] as number), up(value));
      context.lineTo(along(edges[bin + 1] as number), up(value));
    });
    context.lineTo(along(last), floor);
    context.globalAlpha = 0.3;
    context.fillStyle = colour;
    context.fill();
    context.globalAlpha = 1;
    context.strokeStyle = colour;
    context.lineWidth = 1.5;
    context.stroke();
  });
  if (energy !== undefined) drawMark(context, along(log ? Math.max(energy, 1e-9) : energy), floor, colours);
}

function drawMark(context: CanvasRenderingContext2D, x: number, floor: number, colours: Colours): void {
  context.strokeStyle = colours.ink;
  context.fillStyle = colours.ink;
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(x, floor);
  context.lineTo(x, 10);
  context.stroke();
  context.beginPath();
  context.moveTo(x - 6, 2);
  context.lineTo(x + 6, 2);
  context.lineTo(x, 11);
  context.fill();
}
