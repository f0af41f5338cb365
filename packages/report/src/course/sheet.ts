import { encodePng } from '@latentkit/viz';
import { across, type Frame, type FrameImages } from './frame.ts';

/** Side of the plane that dots are drawn in. */
export const side = 1000;

/** The images of frames below each other as one picture, a data URI, and the size of one frame. */
export function sheetOf(frames: readonly Frame[]) {
  const images = frames.at(-1)?.images;
  if (images === undefined) return undefined;
  const [width, height] = [across * images.width, images.rows * images.height];
  const channels = images.channels === 3 ? 4 : 2;
  const data = new Uint8Array(width * height * frames.length * channels).fill(255);
  frames.forEach((frame, i) => {
    place(frame.images as FrameImages, data, { top: i * height, width, channels });
  });
  const png = Buffer.from(encodePng({ width, height: height * frames.length, channels, data })).toString('base64');
  return { width, height, picture: `data:image/png;base64,${png}` };
}

/** Images beside and below each other, from a row of the sheet on. */
function place(
  { height, width, channels: own, bytes }: FrameImages,
  data: Uint8Array,
  sheet: { readonly top: number; readonly width: number; readonly channels: number },
): void {
  const from = Buffer.from(bytes, 'base64');
  const size = height * width * own;
  for (let image = 0; image < from.length / size; image++) {
    const [left, top] = [(image % across) * width, sheet.top + Math.floor(image / across) * height];
    for (let pixel = 0; pixel < height * width; pixel++) {
      const to = ((top + Math.floor(pixel / width)) * sheet.width + left + (pixel % width)) * sheet.channels;
      for (let c = 0; c < own; c++) data[to + c] = from[image * size + pixel * own + c] as number;
    }
  }
}

/** Dots in a square of 1000 by 1000, and the values at the ends of its axes. */
export interface Places {
  readonly ofFrames: readonly (readonly number[])[];
  readonly x: readonly [low: number, high: number];
  readonly y: readonly [low: number, high: number];
}

/** The dots of each frame, on axes that all frames share. */
export function placesOf(frames: readonly Frame[]): Places | undefined {
  const all = frames.map(({ dots }) => dots?.points ?? []);
  if (all.some((points) => points.length === 0 || points.length !== all[0]?.length)) return undefined;
  const ends = [0, 1].map((axis) => {
    const sorted = Float64Array.from(all.flat().filter((_, i) => i % 2 === axis)).sort();
    // A few far ones shall not make a dot of the others.
    return [
      sorted[Math.floor(0.002 * sorted.length)] as number,
      sorted[Math.ceil(0.998 * sorted.length) - 1] as number,
    ];
  });
  const span = Math.max(...ends.map(([low = 0, high = 0]) => high - low), 1e-9);
  const [x, y] = ends.map(([low = 0, high = 0]) => {
    const [middle, half] = [(low + high) / 2, span / 0.94 / 2];
    return [middle - half, middle + half] as const;
  }) as [Places['x'], Places['y']];
  const ofFrames = all.map((points) =>
    points.map((value, i) => {
      const [low, high] = i % 2 === 0 ? x : y;
      const t = (value - low) / (high - low);
      return Math.round(side * (i % 2 === 0 ? t : 1 - t));
    }),
  );
  return { ofFrames, x, y };
}
