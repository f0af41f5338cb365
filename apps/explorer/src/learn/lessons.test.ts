import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { compiled } from '@latentkit/compile/node';
import { type Engine, eager } from '@latentkit/core';
import { sprites } from '@latentkit/datasets';
import { beforeAll, describe, expect, it } from 'vitest';
import { digitsLesson } from './digits.ts';
import { ellipseLesson } from './ellipse.ts';
import type { Lesson, LessonOptions } from './lesson.ts';
import { lessons } from './lessons.ts';
import { spiralLesson } from './spiral.ts';
import { type Picture, watch } from './watch.ts';

const small = sprites({ rows: 120, testRows: 1, seed: 3 }).train;
const digits = (options: LessonOptions): Lesson =>
  digitsLesson({ ...options, images: small.y, labels: small.label?.values as Uint8Array, hidden: 8 });

const cases = [
  ['ellipse', ellipseLesson, lessons.ellipse.learningRate, 40],
  ['spiral', spiralLesson, lessons.spiral.learningRate, 5],
  ['digits', digits, 0.01, 3],
] as const;

const quick = compiled({ threads: 1 });

async function pictures(lesson: Lesson, count: number, rate: number, engine: Engine = quick): Promise<Picture[]> {
  const seen: Picture[] = [];
  const steering = { learningRate: () => rate, chosen: () => 0, next: async () => 'step' as const };
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
    const { surface, points, field, curve, tiles, labels } = last.scene;
    expect(surface.values).toHaveLength(surface.columns * surface.rows);
    for (const values of [surface.values, points, field?.vectors ?? [], curve ?? []]) {
      expect(Array.from(values).every(Number.isFinite)).toBe(true);
    }
    if (labels) expect(2 * labels.length).toBe(points.length);
    if (tiles) expect(tiles.pixels).toHaveLength(tiles.columns * tiles.rows * tiles.height * tiles.width);
    expect(tf.memory().numTensors).toBe(before);
  });

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
    const curve = last.scene.curve as Float32Array;
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
    slow?.scene.points.forEach((z, i) => {
      expect(z).toBeCloseTo(fast?.scene.points[i] as number, 4);
    });
  });
});

describe('watch', () => {
  it('begins with the untrained model, and ends when it is told to', async () => {
    const lesson = ellipseLesson({ seed: 1 });
    const told: ('picture' | 'step' | 'end')[] = ['picture', 'step', 'picture', 'end'];
    const steering = { learningRate: () => 0.1, chosen: () => 0, next: async () => told.shift() ?? 'end' };
    const steps: number[] = [];
    for await (const { step } of watch(lesson, quick, steering)) steps.push(step);
    lesson.dispose();
    expect(steps).toEqual([0, 0, 1, 1]);
  });

  it('asks for the learning rate at every step: at 0 nothing moves', async () => {
    const [first, second] = await pictures(ellipseLesson({ seed: 1 }), 2, 0);
    expect(second?.scene.curve).toEqual(first?.scene.curve);
  });
});
