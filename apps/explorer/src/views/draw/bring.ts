import { centreOfMass, cover, type Frame, type Stroke } from './strokes.ts';

/** Half a pen in pixels of a 28 × 28 image: digits get as much ink as those of MNIST, 96 on average. */
const radius = 1.2;
/** Of the frame's side: 20 of 28 pixels. */
const box = 20 / 28;
/** Drawings smaller than this part of the pad stay small: a dot is a dot. */
const least = 0.12;

/**
 * A drawing as MNIST has it: scaled, shape kept, so that its longer side is 20 of 28 pixels, with smooth edges, its centre of mass in the
 * middle, (14, 14). Where and how large it was drawn does not matter.
 *
 * @returns [height, width], in [0, 1]; nothing but zeros for no stroke
 * @see LeCun, Cortes, Burges, the MNIST database
 */
export function bring(strokes: readonly Stroke[], frame: Frame): Float32Array {
  const side = Math.min(frame.height, frame.width);
  const pen = (radius * side) / 28;
  const all = strokes.flat();
  const [x0, x1] = ends(all, 0);
  const [y0, y1] = ends(all, 1);
  const scale = (box * side - 2 * pen - 1) / Math.max(x1 - x0, y1 - y0, least);
  const [middleX, middleY] = [(x0 + x1) / 2, (y0 + y1) / 2];
  const at =
    (centreX: number, centreY: number) =>
    (x: number, y: number): [number, number] => [centreX + (x - middleX) * scale, centreY + (y - middleY) * scale];

  const target = [frame.width / 2, frame.height / 2] as const;
  const centred = cover(strokes, frame, at(...target), pen);
  const mass = centreOfMass(centred, frame.width);
  if (!mass) return centred;
  const moved = at(2 * target[0] - mass[0], 2 * target[1] - mass[1]);
  return cover(strokes, frame, moved, pen);
}

function ends(coordinates: readonly number[], axis: 0 | 1): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = axis; i < coordinates.length; i += 2) {
    low = Math.min(low, coordinates[i] as number);
    high = Math.max(high, coordinates[i] as number);
  }
  return low > high ? [0, 0] : [low, high];
}
