import type { Extent } from '../../latent/extent.ts';
import { numberText } from '../../look/numberText.ts';
import type { Colours } from '../../look/useColours.ts';
import type { PlotFrame } from './plotFrame.ts';
import { decimals, ticks } from './ticks.ts';

/** Pixels between two ticks, at least about so many. */
const apart = 70;

/** Grid lines with their numbers, and the names of both axes. */
export function drawAxes(
  context: CanvasRenderingContext2D,
  frame: PlotFrame,
  extent: Extent,
  names: readonly [string, string],
  colours: Colours,
): void {
  const { left, top, width, height } = frame;
  const [bottom, right] = [top + height, left + width];
  context.font = '11px system-ui, sans-serif';
  context.lineWidth = 1;
  const line = (x0: number, y0: number, x1: number, y1: number, strong: boolean) => {
    context.strokeStyle = colours.line;
    context.globalAlpha = strong ? 1 : 0.6;
    context.beginPath();
    context.moveTo(x0, y0);
    context.lineTo(x1, y1);
    context.stroke();
    context.globalAlpha = 1;
  };
  const nameRoom = 14 + context.measureText(names[0]).width;
  context.fillStyle = colours.soft;
  context.textAlign = 'center';
  context.textBaseline = 'top';
  const across = ticks(extent.x, width / apart);
  for (const tick of across) {
    const x = Math.round(frame.toPixel(tick, 0)[0]) + 0.5;
    line(x, top, x, bottom, tick === 0);
    if (right - x > nameRoom) context.fillText(numberText(tick, decimals(across)), x, bottom + 5);
  }
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  const up = ticks(extent.y, height / apart);
  for (const tick of up) {
    const y = Math.round(frame.toPixel(0, tick)[1]) + 0.5;
    line(left, y, right, y, tick === 0);
    if (y - top > 20) context.fillText(numberText(tick, decimals(up)), left - 6, y);
  }
  context.fillStyle = colours.ink;
  context.font = 'italic 12px system-ui, sans-serif';
  context.textBaseline = 'top';
  context.fillText(names[0], right, bottom + 5);
  context.textAlign = 'left';
  context.fillText(names[1], 2, top);
}
