import { counted, expected } from '@latentkit/errors';
import { attributes, offsets, quarter, rgb, type SceneObject, side } from './attributes.ts';
import { coverage } from './coverage.ts';
import { cornerOf } from './drawScene.ts';

interface Template extends Pick<SceneObject, 'shape' | 'size'> {
  readonly mask: Float64Array;
  /** Σ mask² */
  readonly square: number;
}

let made: readonly Template[] | undefined;

/** Every shape and size at every offset: 72 masks, made once. */
function templates(): readonly Template[] {
  made ??= attributes.shape.flatMap((shape) =>
    attributes.size.flatMap((size) =>
      offsets.flatMap((dx) =>
        offsets.map((dy) => {
          const mask = coverage({ shape, size }, [dx, dy]);
          return { shape, size, mask, square: mask.reduce((sum, value) => sum + value ** 2, 0) };
        }),
      ),
    ),
  );
  return made;
}

/**
 * The objects of an image: in each quarter the drawing, or none, that is nearest in squared error. Of an image that `drawScene` drew these are
 * the objects that it was given; of any other image, the nearest scene.
 *
 * @param pixels [32 × 32 × 3], 0 to 255
 * @returns at most one object per place, in the order of the places
 * @throws `SHAPE` for another number of pixels
 * @example
 * readScene(drawScene([{ shape: 'cross', colour: 'blue', size: 'large', place: 'top right' }])); // [{ shape: 'cross', colour: 'blue', size: 'large', place: 'top right' }]
 */
export function readScene(pixels: ArrayLike<number>): SceneObject[] {
  if (pixels.length !== side * side * 3) {
    throw expected({
      where: 'readScene',
      expected: `${side} × ${side} pixels of 3 bytes`,
      received: counted(pixels.length, 'number'),
      todo: 'Give one image.',
      code: 'SHAPE',
    });
  }
  return attributes.place.flatMap((place) => objectAt(pixels, place) ?? []);
}

function objectAt(pixels: ArrayLike<number>, place: SceneObject['place']): SceneObject | undefined {
  const [left, top] = cornerOf(place);
  // ‖y − c m‖² = ‖y‖² − 2 Σ_channels c Σ m y + ‖c‖² Σ m², less ‖y‖², which is that of no object
  let [best, least]: [SceneObject | undefined, number] = [undefined, 0];
  for (const { shape, size, mask, square } of templates()) {
    const along = [0, 0, 0];
    for (let at = 0; at < mask.length; at++) {
      const share = mask[at] as number;
      if (share === 0) continue;
      const pixel = 3 * ((top + Math.floor(at / quarter)) * side + left + (at % quarter));
      for (let channel = 0; channel < 3; channel++) {
        along[channel] = (along[channel] as number) + share * (pixels[pixel + channel] as number);
      }
    }
    for (const colour of attributes.colour) {
      const c = rgb[colour];
      const error = c.reduce(
        (sum, value, channel) => sum + value ** 2 * square - 2 * value * (along[channel] as number),
        0,
      );
      if (error < least) [best, least] = [{ shape, colour, size, place }, error];
    }
  }
  return best;
}
