import type { Bubble } from '../../latent/bubble.ts';
import type { Colours } from '../../look/useColours.ts';
import type { PlotFrame } from './plotFrame.ts';

/** Ellipses of one standard deviation, in the colours of their classes. */
export function drawBubbles(
  context: CanvasRenderingContext2D,
  frame: PlotFrame,
  bubbles: readonly Bubble[],
  labels: Uint8Array | undefined,
  colours: Colours,
): void {
  bubbles.forEach((bubble, i) => {
    const colour = colours.classes[(labels?.[i] ?? 0) % 10] as string;
    outline(context, frame, bubble);
    context.fillStyle = colour;
    context.strokeStyle = colour;
    context.globalAlpha = 0.16;
    context.fill();
    context.globalAlpha = 0.75;
    context.lineWidth = 1;
    context.stroke();
  });
  context.globalAlpha = 1;
}

/** The ellipse's path, by its corners in units of the plane, as both axes may have scales of their own. */
function outline(context: CanvasRenderingContext2D, frame: PlotFrame, { x, y, a, b, angle }: Bubble): void {
  const corners = 40;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  context.beginPath();
  for (let k = 0; k < corners; k++) {
    const turn = (2 * Math.PI * k) / corners;
    const [p, q] = [a * Math.cos(turn), b * Math.sin(turn)];
    context.lineTo(...frame.toPixel(x + p * cos - q * sin, y + p * sin + q * cos));
  }
  context.closePath();
}
