import type { Colours } from '../../look/useColours.ts';
import type { PlotFrame } from './plotFrame.ts';

/** Pixels across below which points are smaller. */
const small = 250;

/** Points as copies of one disc a class: 10 000 take a few milliseconds. */
export function drawPoints(
  context: CanvasRenderingContext2D,
  frame: PlotFrame,
  points: Float32Array,
  labels: Uint8Array | undefined,
  colours: Colours,
  faint: boolean,
): void {
  const count = points.length / 2;
  const many = count > 3000;
  const radius = (many ? 1.6 : 2.4) * (frame.width < small ? 0.6 : 1);
  const bare = faint ? colours.soft : (colours.classes[0] as string);
  const discs = (labels ? colours.classes : [bare]).map((colour) => disc(colour, radius));
  const side = 2 * (radius + 1);
  context.globalAlpha = faint ? 0.22 : many ? 0.6 : 0.75;
  for (let i = 0; i < count; i++) {
    const [x, y] = frame.toPixel(points[2 * i] as number, points[2 * i + 1] as number);
    const image = discs[(labels?.[i] ?? 0) % discs.length] as HTMLCanvasElement;
    context.drawImage(image, x - side / 2, y - side / 2, side, side);
  }
  context.globalAlpha = 1;
}

/** A disc with a pixel of air, sharp on any screen. */
function disc(colour: string, radius: number): HTMLCanvasElement {
  const ratio = devicePixelRatio || 1;
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(2 * (radius + 1) * ratio);
  canvas.height = canvas.width;
  const context = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
  context.fillStyle = colour;
  context.beginPath();
  context.arc(canvas.width / 2, canvas.width / 2, radius * ratio, 0, 2 * Math.PI);
  context.fill();
  return canvas;
}
