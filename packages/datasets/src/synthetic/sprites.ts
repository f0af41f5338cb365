import type { About, Dataset, Split, Synthetic } from '../dataset.ts';
import { checkCounts } from './checkCounts.ts';
import { type Draws, draws } from './draws.ts';
import { type Shape, shapes, signedDistance } from './signedDistance.ts';

/** Levels of each factor; every combination is equally likely. */
const levels = { shape: shapes.length, size: 6, angle: 12, x: 16, y: 16 } as const;

const about: About = {
  name: 'sprites',
  title: 'squares, ellipses and triangles of known size, angle and place, grey, 32×32',
  rows: { train: 10_000, test: 2000 },
  shape: [32, 32, 1],
  classes: shapes,
  source: 'after L. Matthey et al. (2017), dSprites, https://github.com/google-deepmind/dsprites-dataset',
  licence: 'computed',
};

export interface SpritesOptions {
  readonly rows?: number;
  readonly testRows?: number;
  readonly seed?: number;
}

const [height, width] = about.shape as [number, number];

/**
 * One white shape on black an image, drawn with smooth edges, and the factors that it was drawn from, each a level counted from 0 that is
 * drawn independently of the others:
 *
 * | column of `factors` | levels | meaning                                         |
 * |---------------------|--------|-------------------------------------------------|
 * | shape               | 3      | square, ellipse, triangle; also the label       |
 * | size                | 6      | half a side from 3 to 6 pixels                  |
 * | angle               | 12     | turned by 0 to 82.5 degrees                     |
 * | x, y                | 16     | centre from pixel 10 to 22 of 32                |
 *
 * @returns y [rows, 32, 32, 1], bytes of scale 1/255; label [rows]; factors [rows, 5], levels as bytes
 * @throws `OPTION` for counts below 1
 * @see https://github.com/google-deepmind/dsprites-dataset
 * @example
 * const { train, factors } = sprites({ rows: 100, testRows: 10 });
 * factors; // ['shape', 'size', 'angle', 'x', 'y']
 */
export const sprites: Synthetic<SpritesOptions> = Object.assign(
  ({ rows = about.rows.train, testRows = about.rows.test, seed = 0 }: SpritesOptions = {}): Dataset => {
    checkCounts('sprites', { counts: { rows, testRows } });
    const [train, test] = [part(draws(seed, 'train'), rows), part(draws(seed, 'test'), testRows)];
    return { name: about.name, train, test, classes: about.classes, factors: Object.keys(levels) };
  },
  { about },
);

function part(random: Draws, rows: number): Split {
  const counts = Object.values(levels);
  const factors = Uint8Array.from(random.uniform(rows * counts.length), (u, i) =>
    Math.floor(u * (counts[i % counts.length] as number)),
  );
  const values = new Uint8Array(rows * height * width);
  for (let row = 0; row < rows; row++) {
    const at = row * counts.length;
    drawSprite(
      values.subarray(row * height * width, (row + 1) * height * width),
      factors.subarray(at, at + counts.length),
    );
  }
  return {
    y: { values, shape: [rows, ...about.shape], scale: 1 / 255 },
    label: {
      values: factors.filter((_, i) => i % counts.length === 0),
      shape: [rows],
      scale: 1,
    },
    factors: { values: factors, shape: [rows, counts.length], scale: 1 },
  };
}

/** The share of each pixel that the shape covers, taken as linear within half a pixel of its edge. */
function drawSprite(pixels: Uint8Array, [shape = 0, size = 0, angle = 0, x = 0, y = 0]: Uint8Array): void {
  const half = 3 + (3 * size) / (levels.size - 1);
  const turn = (angle / levels.angle) * (Math.PI / 2);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const centre = (level: number, count: number) => 10 + (12 * level) / (count - 1);
  const [cx, cy] = [centre(x, levels.x), centre(y, levels.y)];
  for (let i = 0; i < pixels.length; i++) {
    const dx = (i % width) + 0.5 - cx;
    const dy = Math.floor(i / width) + 0.5 - cy;
    const distance = signedDistance(shapes[shape] as Shape, dx * cos + dy * sin, dy * cos - dx * sin, half);
    pixels[i] = Math.round(255 * Math.min(1, Math.max(0, 0.5 - distance)));
  }
}
