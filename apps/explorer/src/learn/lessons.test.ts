import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { compiled } from '@latentkit/compile/node';
import { type Engine, eager } from '@latentkit/core';
import { sprites } from '@latentkit/datasets';
import { beforeAll, describe, expect, it } from 'vitest';
import { standing } from '../views/learn/challenge.ts';
import { autoencoderLesson } from './autoencoder.ts';
import { collapseLesson } from './collapse.ts';
import { alongData, contractionLesson } from './contraction.ts';
import { digitsLesson } from './digits.ts';
import { ellipseLesson } from './ellipse.ts';
import { generatorLesson } from './generator.ts';
import type { ImagesOptions } from './imagesLesson.ts';
import type { Lesson, LessonOptions } from './lesson.ts';
import { lessons } from './lessons.ts';
import { mapLesson } from './map.ts';
import type { Scene } from './scene.ts';
import { spiralLesson } from './spiral.ts';
import { targetsLesson } from './targets.ts';
import { type Picture, watch } from './watch.ts';

const small = sprites({ rows: 120, testRows: 1, seed: 3 }).train;
const ofSmall =
  (lesson: (options: ImagesOptions) => Lesson) =>
  (options: LessonOptions): Lesson =>
    lesson({ ...options, images: small.y, labels: small.label?.values as Uint8Array, hidden: 8 });
const digits = ofSmall(digitsLesson);

const cases = [
  ['ellipse', ellipseLesson, lessons.ellipse.learningRate, 40],
  ['spiral', spiralLesson, lessons.spiral.learningRate, 5],
  ['collapse', collapseLesson, lessons.collapse.learningRate, 4],
  ['contraction', contractionLesson, lessons.contraction.learningRate, 6],
  ['map', mapLesson, lessons.map.learningRate, 4],
  ['autoencoder', ofSmall(autoencoderLesson), 0.01, 3],
  ['generator', ofSmall(generatorLesson), 0.01, 3],
  ['targets', ofSmall(targetsLesson), 0.01, 4],
  ['digits', digits, 0.01, 3],
] as const;

const quick = compiled({ threads: 1 });

const still = { chosen: () => 0, knob: () => 0, probe: () => undefined, speed: () => 1 };
const sceneOf = (picture: Picture | undefined) => picture?.scene as Scene;

async function pictures(lesson: Lesson, count: number, rate: number, engine: Engine = quick): Promise<Picture[]> {
  const seen: Picture[] = [];
  const steering = { ...still, learningRate: () => rate, next: async () => 'step' as const };
  for await (const picture of watch(lesson, engine, steering)) {
    seen.push(picture);
    if (seen.length === count) break;
  }
  lesson.dispose();
  return seen;
}

const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

beforeAll(async () => {
  tf.enableProdMode();
  await tf.setBackend('cpu');
});

describe.each(cases)('the lesson of %s', (_, make, rate, count) => {
  it('lowers its energy, in pictures of finite numbers that fill their grids', async () => {
    const before = tf.memory().numTensors;
    const seen = await pictures(make({ seed: 1 }), count, rate);
    const [first, last] = [seen[1] as Picture, seen.at(-1) as Picture];
    expect(mean(last.losses)).toBeLessThan(0.9 * mean(first.losses));
    expect(seen.reduce((steps, { losses }) => steps + losses.length, 0)).toBe(last.step);
    const { surface, points, field, curve, tiles, labels, lines, beside, rings } = sceneOf(last);
    if (surface) expect(surface.values).toHaveLength(surface.columns * surface.rows);
    const all = [surface?.values, points, field?.vectors, curve, lines?.points, beside?.deviations, rings];
    for (const values of all.filter((one) => one !== undefined)) {
      expect(Array.from(values).every(Number.isFinite)).toBe(true);
    }
    if (labels) expect(2 * labels.length).toBe(points.length);
    if (tiles) expect(tiles.pixels).toHaveLength(tiles.columns * tiles.rows * tiles.height * tiles.width);
    expect(tf.memory().numTensors).toBe(before);
  });
});

// One with noise on the input, one with noise on the code, one without.
describe.each([cases[0], cases[1], cases[8]])('the lesson of %s', (_, make, rate) => {
  it('repeats bit for bit with the same seed, and not with another', async () => {
    const [once, again, other] = [
      await pictures(make({ seed: 1 }), 2, rate),
      await pictures(make({ seed: 1 }), 2, rate),
      await pictures(make({ seed: 2 }), 2, rate),
    ];
    expect(again).toEqual(once);
    expect(other[1]?.losses).not.toEqual(once[1]?.losses);
  });
});

describe('the ellipse', () => {
  it('has its valley on the data once it has learned: half axes 1.6 and 0.8', async () => {
    const last = (await pictures(ellipseLesson({ seed: 1 }), 250, 0.02)).at(-1) as Picture;
    const curve = sceneOf(last).curve as Float32Array;
    const half = (axis: 0 | 1) => Math.max(...curve.filter((_, i) => i % 2 === axis));
    expect(half(0)).toBeCloseTo(1.6, 1);
    expect(half(1)).toBeCloseTo(0.8, 1);
  });
});

describe('the engines', () => {
  it('agree: an eager step is the compiled one', async () => {
    const [, fast] = await pictures(digits({ seed: 1 }), 2, 0.01);
    const [, slow] = await pictures(digits({ seed: 1 }), 2, 0.01, eager({ backend: 'cpu' }));
    expect(slow?.losses[0]).toBeCloseTo(fast?.losses[0] as number, 2);
    sceneOf(slow).points.forEach((z, i) => {
      expect(z).toBeCloseTo(sceneOf(fast).points[i] as number, 4);
    });
  });
});

describe('watch', () => {
  it('begins with the untrained model, and ends when it is told to', async () => {
    const lesson = ellipseLesson({ seed: 1 });
    const told: ('picture' | 'step' | 'end')[] = ['picture', 'step', 'picture', 'end'];
    const steering = { ...still, learningRate: () => 0.1, next: async () => told.shift() ?? ('end' as const) };
    const steps: number[] = [];
    for await (const { step } of watch(lesson, quick, steering)) steps.push(step);
    lesson.dispose();
    expect(steps).toEqual([0, 0, 1, 1]);
  });

  it('asks for the learning rate at every step: at 0 nothing moves', async () => {
    const [first, second] = await pictures(ellipseLesson({ seed: 1 }), 2, 0);
    expect(sceneOf(second).curve).toEqual(sceneOf(first).curve);
  });
});

describe('a place that is dragged', () => {
  const drag = async (lesson: Lesson, plane: 0 | 1): Promise<Picture> => {
    const told = ['probe', 'end'] as const;
    let i = 0;
    const probe = { plane, at: [0.5, -0.25] as const };
    const steering = { ...still, probe: () => probe, learningRate: () => 0.01, next: async () => told[i++] ?? 'end' };
    let last: Picture | undefined;
    for await (const picture of watch(lesson, quick, steering)) last = picture;
    lesson.dispose();
    return last as Picture;
  };

  it('is decoded, without another scene', async () => {
    const { scene, probed } = await drag(digits({ seed: 1 }), 0);
    expect(scene).toBeUndefined();
    expect(probed?.image?.values).toHaveLength(small.y.shape.slice(1).reduce((a, b) => a * b, 1));
    expect(probed?.places).toEqual([[0.5, -0.25], undefined]);
  });

  it('goes from either space to the other', async () => {
    const encoded = (await drag(mapLesson({ seed: 1 }), 0)).probed;
    expect(encoded?.places?.[1]).toHaveLength(2);
    expect(encoded?.deviation?.every((deviation) => deviation > 0)).toBe(true);
    const decoded = (await drag(mapLesson({ seed: 1 }), 1)).probed;
    expect(decoded?.places?.[0]).toHaveLength(2);
  });

  it('has the Jacobian in words', async () => {
    const { words } = (await drag(contractionLesson({ seed: 1 }), 0)).probed ?? {};
    expect(words?.phrase).toBe('codeMoves');
    expect(Number(words?.values?.along)).toBeGreaterThan(0);
  });
});

describe('knobs', () => {
  it('with λ the code moves along the data alone, without it elsewhere too', async () => {
    const along = async (knob: number) => {
      const last = (await pictures(contractionLesson({ seed: 1, knob }), 60, 0.01)).at(-1) as Picture;
      const { points } = sceneOf(last).lines as NonNullable<Scene['lines']>;
      const cosines = Array.from({ length: points.length / 4 }, (_, i) => {
        const [x0, y0, x1, y1] = points.slice(4 * i, 4 * i + 4) as unknown as [number, number, number, number];
        const way = [x1 - x0, y1 - y0] as const;
        return Math.abs(way[0] * alongData[0] + way[1] * alongData[1]) / Math.hypot(...way);
      });
      return mean(cosines);
    };
    expect(await along(2)).toBeGreaterThan(0.98);
    expect(await along(0)).toBeLessThan(0.9);
  });

  it('warm, the ellipse comes out too small', async () => {
    const last = (await pictures(ellipseLesson({ seed: 1, knob: 0 }), 120, 0.04)).at(-1);
    const curve = sceneOf(last).curve as Float32Array;
    expect(Math.max(...curve)).toBeLessThan(1.4);
  });

  it('without V bubbles shrink, without U they drift apart', async () => {
    const bubbles = async (knob: number) => {
      const { points, deviations } = sceneOf((await pictures(mapLesson({ seed: 1, knob }), 20, 0.01)).at(-1))
        .beside as NonNullable<Scene['beside']>;
      return { size: mean(deviations as Float32Array), apart: mean(points.map(Math.abs)) };
    };
    const [all, withoutV, withoutU] = [await bubbles(0), await bubbles(1), await bubbles(2)];
    expect(withoutV.size).toBeLessThan(0.5 * all.size);
    expect(withoutU.apart).toBeGreaterThan(1.5 * all.apart);
  });

  it('with one number in the code the plane does not collapse, with two it does', async () => {
    const far = async (knob: number) => {
      const last = (await pictures(collapseLesson({ seed: 1, knob }), 30, 0.003)).at(-1) as Picture;
      const { values, columns } = sceneOf(last).surface as NonNullable<Scene['surface']>;
      // The corners, which no datum is near.
      return Math.min(values[0] as number, values[columns - 1] as number);
    };
    expect(await far(1)).toBeLessThan(0.5 * (await far(0)));
  });
});

describe('challenges', () => {
  /** [the lesson, the value of its knob, its own rate, one that wins] */
  it.each([
    ['ellipse', ellipseLesson, 0.1],
    ['spiral', spiralLesson, 0.01],
    ['collapse', collapseLesson, 0.01],
  ] as const)('%s: lost as the page begins, won by another learning rate', async (name, make, winning) => {
    const { challenge, learningRate } = lessons[name];
    const states = [];
    for (const rate of [learningRate, winning]) {
      const lesson = make({ seed: 1, knob: challenge.knob });
      const losses: number[] = [];
      for await (const event of lesson.train(await quick, () => rate)) {
        if (event.kind === 'step') losses.push(event.total);
        if (losses.length === challenge.within) break;
      }
      lesson.dispose();
      states.push(standing(challenge, losses, challenge.knob).state);
    }
    expect(states).toEqual(['lost', 'won']);
  });
});

describe('knobs', () => {
  it('a width is what learns: fewer weights', () => {
    const weights = (width?: number) => {
      const lesson = spiralLesson({ seed: 1, ...(width && { width }) });
      const count = Object.values(lesson.variables).reduce((sum, { size }) => sum + size, 0);
      lesson.dispose();
      return count;
    };
    // 2·w + w + w·w/2 + w/2 + (w/2)·16 + 16 on the way in, as many on the way out.
    expect(weights(16)).toBeLessThan(weights() / 10);
  });

  it('learns from data drawn by hand', async () => {
    const points = Float32Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? 0.5 : -0.25));
    const [, second] = await pictures(spiralLesson({ seed: 1, points }), 2, 0.003);
    expect(sceneOf(second).points.slice(0, 2)).toEqual(Float32Array.of(0.5, -0.25));
  });
});
