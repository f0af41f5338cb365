import type { Colours } from '../../look/useColours.ts';
import type { PlotFrame } from './plotFrame.ts';

/** Points of one colour are one path: 10 000 take about 10 ms. */
export function drawPoints(
  context: CanvasRenderingContext2D,
  frame: PlotFrame,
  points: Float32Array,
  labels: Uint8Array | undefined,
  colours: Colours,
  faint: boolean,
): void {
  const count = points.length / 2;
  const radius = count > 3000 ? 1.6 : 2.4;
  context.globalAlpha = faint ? 0.22 : count > 3000 ? 0.6 : 0.75;
  const classes = labels ? Math.min(1 + labels.reduce((most, label) => Math.max(most, label), 0), 10) : 1;
  for (let index = 0; index < classes; index++) {
    context.fillStyle = labels
      ? (colours.classes[index] as string)
      : faint
        ? colours.soft
        : (colours.classes[0] as string);
    context.beginPath();
    for (let i = 0; i < count; i++) {
      if (labels && (labels[i] as number) % 10 !== index) continue;
      const [x, y] = frame.toPixel(points[2 * i] as number, points[2 * i + 1] as number);
      context.moveTo(x + radius, y);
      context.arc(x, y, radius, 0, 2 * Math.PI);
    }
    context.fill();
  }
  context.globalAlpha = 1;
}
