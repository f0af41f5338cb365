import type { About, Dataset, Loader, Split } from '../dataset.ts';
import { mnist } from '../mnist/mnist.ts';
import { take } from '../rows/take.ts';
import { captionTables } from '../scenes/captionTables.ts';
import { digitCaption, digitFacts, strokeFacts, type Thirds, thirdsOf } from './digitCaptions.ts';
import { nearestImages } from './nearestImages.ts';
import { type Strokes, strokesOf } from './strokes.ts';

const { title: _, ...known } = mnist.about;
const about: About = {
  ...known,
  name: 'mnist-captions',
  title: 'MNIST with captions of digit, thickness and slant, grey, 28×28',
};

const [side, size] = [28, 28 * 28];
/** Training images among which the digit of a drawn image is looked for. */
const compared = 6000;

/**
 * MNIST with a caption for each image, such as `a thin seven leaning right`: its class, and its thickness and slant where they are in the outer thirds of
 * the training images, as `strokesOf` measures them.
 *
 * @returns as `mnist`, with `text` [rows, 5], numbers of `words`; `shown` reads thickness and slant off images by the same measure, and the digit as that of the
 * nearest of 6000 training images
 * @throws as `mnist`
 * @example
 * const { words } = await mnistCaptions(); // ['a', 'eight', 'five', …]
 */
export const mnistCaptions: Loader = Object.assign(async (): Promise<Dataset> => captioned(await mnist()), { about });

/** Captions for images of digits with their classes. */
export function captioned(data: Dataset): Dataset {
  const [strokes, testStrokes] = [strokesIn(data.train), strokesIn(data.test)];
  const thirds = thirdsOf(strokes);
  const captions = [captionsOf(data.train, strokes, thirds), captionsOf(data.test, testStrokes, thirds)];
  const { words, tables } = captionTables(captions);
  const [text, testText] = tables as [(typeof tables)[number], (typeof tables)[number]];
  const seen = take(data.train, Math.min(compared, data.train.y.shape[0] as number));
  return {
    ...data,
    name: about.name,
    train: { ...data.train, text },
    test: { ...data.test, text: testText },
    words,
    shown: (captions, images) => shown(captions, images, { thirds, seen }),
  };
}

function strokesIn({ y }: Split): Strokes[] {
  return Array.from({ length: y.shape[0] as number }, (_, row) =>
    strokesOf(
      Float64Array.from(y.values.subarray(row * size, (row + 1) * size), (value) => value * y.scale),
      side,
    ),
  );
}

const captionsOf = ({ label }: Split, strokes: readonly Strokes[], thirds: Thirds) =>
  strokes.map((one, row) => digitCaption({ digit: label?.values[row] as number, ...strokeFacts(one, thirds) }));

function shown(
  captions: readonly string[],
  images: ArrayLike<number>,
  { thirds, seen }: { thirds: Thirds; seen: Split },
): Readonly<Record<string, number>> {
  const digits = nearestImages(images, seen.y);
  const right = { digit: 0, thickness: 0, slant: 0, exact: 0 };
  for (const [row, caption] of captions.entries()) {
    const asked = digitFacts(caption);
    const pixels = Float64Array.from({ length: size }, (_, i) => images[row * size + i] as number);
    const found = { digit: seen.label?.values[digits[row] as number], ...strokeFacts(strokesOf(pixels, side), thirds) };
    const names = ['digit', 'thickness', 'slant'] as const;
    for (const name of names) if (found[name] === asked[name]) right[name]++;
    if (names.every((name) => found[name] === asked[name])) right.exact++;
  }
  return Object.fromEntries(Object.entries(right).map(([name, count]) => [name, count / captions.length]));
}
