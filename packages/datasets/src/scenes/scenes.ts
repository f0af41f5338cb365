import type { About, Dataset, Split } from '../dataset.ts';
import { checkCounts } from '../synthetic/checkCounts.ts';
import { type Draws, draws } from '../synthetic/draws.ts';
import {
  type Attribute,
  attributeNames,
  attributes,
  holds,
  offsets,
  type Relation,
  relations,
  type SceneObject,
  side,
} from './attributes.ts';
import { captionOf, type Mentioned, parseCaption } from './captions.ts';
import { drawScene } from './drawScene.ts';
import { readScene } from './readScene.ts';
import { sceneAccuracy } from './sceneAccuracy.ts';
import { vocabulary } from './vocabulary.ts';

/** A colour and a shape. */
export type Pair = readonly [colour: SceneObject['colour'], shape: SceneObject['shape']];

export interface ScenesOptions {
  readonly rows?: number;
  readonly testRows?: number;
  readonly seed?: number;
  /** Pairs that training and test images never show, and that every image of `composition` does. */
  readonly heldOut?: readonly Pair[];
}

/** Images with captions, and a third part in which every image has an object that no training image shows. */
export interface Scenes extends Dataset {
  readonly composition: Split;
  readonly words: readonly string[];
  readonly captions: Readonly<Record<'train' | 'test' | 'composition', readonly string[]>>;
  readonly heldOut: readonly Pair[];
}

const about: About = {
  name: 'scenes',
  title: 'one or two shapes of known colour, size and place with captions, colour, 32×32',
  rows: { train: 20_000, test: 1000 },
  shape: [side, side, 3],
  classes: [],
  source: 'computed; after A. Agrawal et al. (2017), C-VQA, and J. Johnson et al. (2017), CLEVR, in holding pairs out',
  licence: 'computed',
};

/** Words of `a small red circle top left and a small red circle top left`. */
const captionLength = 13;

/** One colour per shape. */
const heldOutByDefault: readonly Pair[] = [
  ['red', 'circle'],
  ['green', 'square'],
  ['blue', 'triangle'],
  ['yellow', 'cross'],
];

/** How often a caption mentions the size of an object, and its place. */
const mentions = 0.75;
/** How often a caption of two objects says how one lies to the other, in the place of where each is. */
const relates = 0.5;

/**
 * One or two objects on black in different quarters of the image, with a caption such as `a small red circle top left and a blue cross`, or `a blue
 * cross below a small red circle`: colour and shape always, size and place three times in four, of two objects every second time how one lies to
 * the other in the place of where each is. Centres are off by up to a pixel each way.
 *
 * | column of `factors`          | meaning                                                                       |
 * |------------------------------|-------------------------------------------------------------------------------|
 * | shape, colour, size, place   | of the first object, levels of `attributes`; objects are in the order of places |
 * | shape 2, colour 2, …         | of the second; as many as there are levels where there is none                |
 *
 * @returns y [rows, 32, 32, 3], bytes of scale 1/255; factors [rows, 8]; text [rows, 13], captions as numbers of `words`; `captions` themselves;
 * `composition` with as many rows as the test part; `shown`, which reads what captions mention off images in [0, 1]
 * @throws `OPTION` for counts below 1
 * @example
 * const { train, captions, composition } = scenes({ rows: 100, testRows: 10 });
 * captions.train.length; // 100
 */
export const scenes: ((options?: ScenesOptions) => Scenes) & { readonly about: About } = Object.assign(
  ({
    rows = about.rows.train,
    testRows = about.rows.test,
    seed = 0,
    heldOut = heldOutByDefault,
  }: ScenesOptions = {}): Scenes => {
    checkCounts('scenes', { counts: { rows, testRows } });
    const isHeldOut = ([colour, shape]: Pair) => heldOut.some((pair) => pair[0] === colour && pair[1] === shape);
    const pairs = attributes.colour.flatMap((colour) => attributes.shape.map((shape): Pair => [colour, shape]));
    const seen = pairs.filter((pair) => !isHeldOut(pair));
    const [forTrain, forTest] = [draws(seed, 'train'), draws(seed, 'test')];
    const train = part(forTrain, rows, [seen, seen]);
    const test = part(forTest, testRows, [seen, seen]);
    const composition = part(forTest, testRows, [heldOut.length > 0 ? heldOut : pairs, pairs]);
    const captions = { train: train.captions, test: test.captions, composition: composition.captions };
    const { words, encode } = vocabulary(Object.values(captions).flat());
    const told = (name: keyof typeof captions, split: Split): Split => ({
      ...split,
      text: encode(captions[name], captionLength),
    });
    return {
      name: about.name,
      train: told('train', train.split),
      test: told('test', test.split),
      composition: told('composition', composition.split),
      captions,
      words,
      heldOut,
      shown,
      factors: ['', ' 2'].flatMap((suffix) => attributeNames.map((name) => `${name}${suffix}`)),
    };
  },
  { about },
);

/** `sceneAccuracy` of captions and images, of numbers in [0, 1]. */
function shown(captions: readonly string[], images: ArrayLike<number>): Readonly<Record<string, number>> {
  const size = side * side * 3;
  const seen = captions.map((_, row) =>
    readScene(Float32Array.from({ length: size }, (_, i) => 255 * (images[row * size + i] as number))),
  );
  return {
    ...sceneAccuracy(captions.map((caption, row) => ({ asked: parseCaption(caption), seen: seen[row] ?? [] }))),
  };
}

/** Uniform numbers of a row: how many objects, where, and how one lies to the other; then six per object. */
const [shared, each] = [6, 6];

function part(
  random: Draws,
  rows: number,
  pairs: readonly [first: readonly Pair[], second: readonly Pair[]],
): { split: Split; captions: string[] } {
  const width = shared + 2 * each;
  const u = random.uniform(rows * width);
  const values = new Uint8Array(rows * side * side * 3);
  const factors = new Uint8Array(rows * 2 * attributeNames.length);
  const captions: string[] = [];
  for (let row = 0; row < rows; row++) {
    const objects = objectsOf(u.subarray(row * width, (row + 1) * width), pairs);
    values.set(
      drawScene(
        objects.map(({ object }) => object),
        objects.map(({ offset }) => offset),
      ),
      row * side * side * 3,
    );
    factors.set(
      [0, 1].flatMap((i) => levelsOf(objects[i]?.object)),
      row * 2 * attributeNames.length,
    );
    captions.push(captionOf(mentionsOf(u.subarray(row * width), objects)));
  }
  const split: Split = {
    y: { values, shape: [rows, ...about.shape], scale: 1 / 255 },
    factors: { values: factors, shape: [rows, 2 * attributeNames.length], scale: 1 },
  };
  return { split, captions };
}

interface Drawn {
  readonly object: SceneObject;
  readonly offset: readonly [number, number];
  readonly mentioned: Mentioned;
}

/** The objects of one row, in the order of their places. */
function objectsOf(u: Float32Array, pairs: readonly (readonly Pair[])[]): Drawn[] {
  const [two, where, apart] = u as unknown as [number, number, number];
  const places = attributes.place.length;
  const first = Math.floor(where * places);
  // Another place, each as likely
  const second = (first + 1 + Math.floor(apart * (places - 1))) % places;
  return [first, second]
    .slice(0, two < 0.5 ? 1 : 2)
    .map((place, i) =>
      objectOf(
        u.subarray(shared + i * each),
        attributes.place[place] as SceneObject['place'],
        pairs[i] as readonly Pair[],
      ),
    )
    .sort((a, b) => attributes.place.indexOf(a.object.place) - attributes.place.indexOf(b.object.place));
}

/** What is said of the objects of one row. */
function mentionsOf(u: Float32Array, objects: readonly Drawn[]): Mentioned[] {
  const [relate, swap, which] = u.subarray(3) as unknown as [number, number, number];
  const [one, other] = swap < 0.5 ? objects : [...objects].reverse();
  if (!one || !other || relate >= relates) return objects.map(({ mentioned }) => mentioned);
  const fitting = relations.filter((relation) => holds(relation, one.object.place, other.object.place));
  const relation = fitting[Math.floor(which * fitting.length)] as Relation;
  const placeless = ({ mentioned: { place: _, ...rest } }: Drawn): Mentioned => rest;
  return [{ ...placeless(one), relation }, placeless(other)];
}

function objectOf(u: Float32Array, place: SceneObject['place'], pairs: readonly Pair[]): Drawn {
  const pick = <T>(i: number, list: readonly T[]) => list[Math.floor((u[i] as number) * list.length)] as T;
  const [colour, shape] = pick(0, pairs);
  const size = pick(1, attributes.size);
  const says = (i: number) => (u[i] as number) < mentions;
  return {
    object: { shape, colour, size, place },
    offset: [pick(2, offsets), pick(3, offsets)],
    mentioned: { shape, colour, ...(says(4) && { size }), ...(says(5) && { place }) },
  };
}

function levelsOf(object: SceneObject | undefined): number[] {
  return attributeNames.map((name: Attribute) => {
    const levels: readonly string[] = attributes[name];
    return object ? levels.indexOf(object[name]) : levels.length;
  });
}
