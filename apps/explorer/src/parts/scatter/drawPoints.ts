import type { Colours } from '../../look/useColours.ts';
import type { PlotFrame } from './plotFrame.ts';
import { stampDiscs } from './stampDiscs.ts';

/** Pixels across below which points are smaller. */
const small = 250;

let sheet: HTMLCanvasElement | undefined;

/** Points as discs, in pixels of the screen. */
export function drawPoints(
  context: CanvasRenderingContext2D,
  frame: PlotFrame,
  points: Float32Array,
  labels: Uint8Array | undefined,
  colours: Colours,
  faint: boolean,
): void {
  const count = points.length / 2;
  if (count === 0) return;
  const many = count > 3000;
  const ratio = devicePixelRatio || 1;
  const radius = ratio * (many ? 1.6 : 2.4) * (frame.width < small ? 0.6 : 1);
  const opacity = faint ? 0.22 : many ? 0.6 : 0.75;
  const bare = faint ? colours.soft : (colours.classes[0] as string);
  const discs = (labels ? colours.classes : [bare]).map((colour) => ({ rgb: rgbOf(context, colour), radius, opacity }));
  const places = new Float32Array(points.length);
  for (let i = 0; i < count; i++) {
    const [x, y] = frame.toPixel(points[2 * i] as number, points[2 * i + 1] as number);
    places[2 * i] = ratio * (x - frame.left);
    places[2 * i + 1] = ratio * (y - frame.top);
  }
  const [width, height] = [Math.ceil(ratio * frame.width), Math.ceil(ratio * frame.height)];
  const image = new ImageData(width, height);
  stampDiscs(image, places, (i) => discs[(labels?.[i] ?? 0) % discs.length] as (typeof discs)[number]);
  sheet ??= document.createElement('canvas');
  [sheet.width, sheet.height] = [width, height];
  sheet.getContext('2d', { willReadFrequently: true })?.putImageData(image, 0, 0);
  context.drawImage(sheet, frame.left, frame.top, width / ratio, height / ratio);
}

/** A colour of the style sheet as bytes. */
function rgbOf(context: CanvasRenderingContext2D, colour: string): [number, number, number] {
  context.fillStyle = colour;
  // A canvas gives an opaque colour back as #rrggbb.
  const bytes = Number.parseInt(String(context.fillStyle).slice(1), 16);
  return [bytes >> 16, (bytes >> 8) & 255, bytes & 255];
}
