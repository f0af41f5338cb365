import { cellOf, quarter, rgb, type SceneObject, side } from './attributes.ts';
import { coverage } from './coverage.ts';

/** First pixel of a place: [x, y]. */
export function cornerOf(place: SceneObject['place']): readonly [number, number] {
  const [row, column] = cellOf(place);
  return [column * quarter, row * quarter];
}

/**
 * Draw objects on black, each in the quarter of its place.
 *
 * @param objects with different places
 * @param offsets of their centres in pixels; 0 by default
 * @returns [32 × 32 × 3] bytes
 * @example
 * drawScene([{ shape: 'circle', colour: 'red', size: 'small', place: 'top left' }]).length; // 3072
 */
export function drawScene(
  objects: readonly SceneObject[],
  offsets: readonly (readonly [dx: number, dy: number])[] = [],
): Uint8Array {
  const pixels = new Uint8Array(side * side * 3);
  for (const [i, object] of objects.entries()) {
    const [left, top] = cornerOf(object.place);
    const colour = rgb[object.colour];
    coverage(object, offsets[i] ?? [0, 0]).forEach((share, at) => {
      const pixel = (top + Math.floor(at / quarter)) * side + left + (at % quarter);
      colour.forEach((value, channel) => {
        pixels[3 * pixel + channel] = Math.round(share * value);
      });
    });
  }
  return pixels;
}
