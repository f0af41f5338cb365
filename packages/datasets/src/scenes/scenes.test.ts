import { describe, expect, it } from 'vitest';
import {
  attributes,
  captionOf,
  drawScene,
  parseCaption,
  readScene,
  type SceneObject,
  sceneAccuracy,
  scenes,
  vocabulary,
} from '../index.ts';
import { holds, relations } from './attributes.ts';

const size = 32 * 32 * 3;
const data = scenes({ rows: 300, testRows: 60, seed: 3 });
const parts = ['train', 'test', 'composition'] as const;
const truth = (part: (typeof parts)[number], row: number) => {
  const levels = data[part].factors?.values.subarray(8 * row, 8 * row + 8) as Uint8Array;
  return [0, 4].flatMap((at) => {
    const names = Object.values(attributes).map((list: readonly string[], j) => list[levels[at + j] as number]);
    const [shape, colour, size, place] = names;
    return shape === undefined ? [] : [{ shape, colour, size, place } as SceneObject];
  });
};
const image = (part: (typeof parts)[number], row: number) => data[part].y.values.subarray(row * size, (row + 1) * size);

describe('scenes', () => {
  it('is as it says', () => {
    expect([data.train.y.shape, data.train.y.scale, data.composition.y.shape]).toEqual([
      [300, 32, 32, 3],
      1 / 255,
      [60, 32, 32, 3],
    ]);
    expect(data.factors).toEqual(['shape', 'colour', 'size', 'place', 'shape 2', 'colour 2', 'size 2', 'place 2']);
    expect(data.captions.train).toHaveLength(300);
    const counts = Array.from({ length: 300 }, (_, row) => truth('train', row).length);
    expect(new Set(counts)).toEqual(new Set([1, 2]));
  });

  it('shows what its factors say, read off the pixels exactly, in every part', () => {
    for (const part of parts) {
      for (let row = 0; row < 60; row++) expect(readScene(image(part, row))).toEqual(truth(part, row));
    }
  });

  it('says in each caption what is true of its image, and colour and shape always', () => {
    for (const part of parts) {
      data.captions[part].slice(0, 60).forEach((caption, row) => {
        const asked = parseCaption(caption);
        expect(asked.every(({ colour, shape }) => colour && shape)).toBe(true);
        expect(sceneAccuracy([{ asked, seen: truth(part, row) }]).exact).toBe(1);
      });
    }
  });

  it('has each caption as numbers of its words, and reads off images in [0, 1] what captions mention', () => {
    const { decode } = vocabulary(data.words);
    for (const part of parts) {
      const text = data[part].text?.values as Int32Array;
      const captions = data.captions[part].slice(0, 20);
      expect(captions.map((_, row) => decode(text.subarray(13 * row, 13 * row + 13)))).toEqual(captions);
      const images = Float32Array.from(data[part].y.values.subarray(0, 20 * size), (byte) => byte / 255);
      expect(data.shown?.(captions, images)).toEqual({
        ...{ shape: 1, colour: 1, size: 1, place: 1 },
        ...{ relation: 1, count: 1, exact: 1 },
      });
    }
  });

  it('says of two objects every second time how one lies to the other, each way, or else where some are', () => {
    const two = data.captions.train.map((caption) => parseCaption(caption)).filter(({ length }) => length === 2);
    const related = two.filter(([one]) => one?.relation !== undefined);
    expect(Math.abs(related.length / two.length - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / two.length));
    expect(new Set(related.map(([one]) => one?.relation))).toEqual(new Set(relations));
    expect(related.flat().every(({ place }) => place === undefined)).toBe(true);
  });

  it('never shows a held-out pair in training or test, and one at least in every image of the composition', () => {
    const held = ({ colour, shape }: SceneObject) => data.heldOut.some(([c, s]) => c === colour && s === shape);
    for (let row = 0; row < 300; row++) expect(truth('train', row).some(held)).toBe(false);
    for (let row = 0; row < 60; row++) {
      expect(truth('test', row).some(held)).toBe(false);
      expect(truth('composition', row).some(held)).toBe(true);
    }
    const words = vocabulary(data.captions.train);
    expect(() => words.encode(data.captions.composition, 16)).not.toThrow();
  });

  it('is a function of its seed, each row of its position', () => {
    const few = scenes({ rows: 20, testRows: 1, seed: 3 });
    expect(few.train.y.values).toEqual(data.train.y.values.slice(0, 20 * size));
    expect(few.captions.train).toEqual(data.captions.train.slice(0, 20));
    expect(scenes({ rows: 20, testRows: 1, seed: 4 }).captions.train).not.toEqual(few.captions.train);
    expect(() => scenes({ rows: 0 })).toThrow('scenes, rows: expected a whole number from 1');
  });
});

describe('readScene', () => {
  it('tells every shape, colour, size and place from every other, at every offset', () => {
    for (const shape of attributes.shape) {
      for (const colour of attributes.colour) {
        for (const size of attributes.size) {
          for (const [dx, dy] of [
            [0, 0],
            [-1, 1],
            [1, -1],
          ] as const) {
            const object = { shape, colour, size, place: 'bottom left' } as const;
            expect(readScene(drawScene([object], [[dx, dy]]))).toEqual([object]);
          }
        }
      }
    }
    expect(readScene(new Uint8Array(size))).toEqual([]);
    expect(() => readScene([0])).toThrow(
      'readScene: expected 32 × 32 pixels of 3 bytes, received 1 number. Give one image.',
    );
  });
});

describe('captions', () => {
  it('say a scene and are read back', () => {
    const asked = [
      { size: 'small', colour: 'red', shape: 'circle', place: 'top left' },
      { colour: 'blue', shape: 'cross' },
      { place: 'bottom right' },
    ] as const;
    const caption = captionOf(asked);
    expect(caption).toBe('a small red circle top left and a blue cross and a thing bottom right');
    expect(parseCaption(caption)).toEqual(asked);
    expect(parseCaption('Large green square, top right.')).toEqual([
      { size: 'large', colour: 'green', shape: 'square', place: 'top right' },
    ]);
  });

  it('say how one object lies to the next', () => {
    const asked = [{ size: 'large', colour: 'red', shape: 'circle', relation: 'left of' }, { shape: 'cross' }] as const;
    expect(captionOf(asked)).toBe('a large red circle left of a cross');
    expect(parseCaption('a large red circle left of a cross')).toEqual(asked);
    expect(parseCaption('a circle top left right of a cross')).toEqual([
      { shape: 'circle', place: 'top left', relation: 'right of' },
      { shape: 'cross' },
    ]);
  });

  it.each([
    ['a smal circle', 'expected words of scenes, such as "small", received "smal"'],
    ['a red blue circle', 'expected one colour an object, received red and blue'],
    ['a circle top', 'expected a [size] [colour] [shape] [place], received "top" beside it'],
  ])('refuse %s', (caption, message) => {
    expect(() => parseCaption(caption)).toThrow(message);
  });
});

describe('sceneAccuracy', () => {
  const seen = [
    { shape: 'circle', colour: 'red', size: 'small', place: 'top left' },
    { shape: 'cross', colour: 'blue', size: 'large', place: 'bottom left' },
  ] as const;

  it('compares in the assignment in which most agrees', () => {
    const asked = [
      { colour: 'blue', shape: 'cross' },
      { colour: 'red', shape: 'square' },
    ] as const;
    expect(sceneAccuracy([{ asked, seen }])).toEqual({
      ...{ shape: 0.5, colour: 1, size: Number.NaN, place: Number.NaN },
      ...{ relation: Number.NaN, count: 1, exact: 0 },
    });
  });

  it('tells whether one lies to the other as said, in the assignment that fits', () => {
    const relation = (caption: string, objects: readonly SceneObject[] = seen) =>
      sceneAccuracy([{ asked: parseCaption(caption), seen: objects }]).relation;
    expect(relation('a circle above a cross')).toBe(1);
    expect(relation('a cross below a circle')).toBe(1);
    expect(relation('a cross above a circle')).toBe(0);
    expect(relation('a circle left of a cross')).toBe(0);
    expect(relation('a cross below a thing')).toBe(1);
    expect(relation('a thing above a thing')).toBe(1);
    expect(relation('a circle above a cross', seen.slice(0, 1))).toBe(0);
    for (const name of relations) {
      const opposite = relations[relations.indexOf(name) ^ 1] as (typeof relations)[number];
      for (const place of attributes.place) {
        expect(holds(name, place, place)).toBe(false);
        for (const other of attributes.place) expect(holds(name, place, other)).toBe(holds(opposite, other, place));
      }
    }
  });

  it('has nothing right for an object that is missing, and counts one too many', () => {
    expect(sceneAccuracy([{ asked: seen, seen: [seen[1]] }])).toMatchObject({ shape: 0.5, place: 0.5, count: 0 });
    expect(sceneAccuracy([{ asked: [seen[0]], seen }])).toMatchObject({ shape: 1, count: 0, exact: 0 });
  });
});

describe('vocabulary', () => {
  const words = vocabulary(['a red circle', 'a blue circle']);

  it('numbers words from 1 in their order, 0 being none, and reads them back', () => {
    expect([words.words, words.size]).toEqual([['a', 'blue', 'circle', 'red'], 5]);
    const table = words.encode(['a red circle', ''], 4);
    expect([[...table.values], table.shape, table.scale]).toEqual([[1, 4, 3, 0, 0, 0, 0, 0], [2, 4], 1]);
    expect(words.decode([1, 4, 3, 0])).toBe('a red circle');
  });

  it('refuses a word that it does not know, with the nearest that it does, and a caption that is too long', () => {
    expect(() => words.encode(['a blu circle'], 4)).toThrow(
      'caption "a blu circle": expected words of the training captions, received "blu". The nearest known word is "blue".',
    );
    expect(() => words.encode(['a red circle'], 2)).toThrow('expected at most 2 words, received 3.');
  });
});
