import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eager, table } from '@latentkit/core';
import type { OpenRun } from '@latentkit/runs';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { describe, expect, it } from 'vitest';
import { isKept, keepFrame, readCourse } from './course.ts';
import { courseCaption, courseHtml } from './courseHtml.ts';
import type { Frame } from './frame.ts';
import { latestFrame } from './latestFrame.ts';

/** A model of points that halves its input, one of images that gives them back, and their runs. */
async function runOf(shape: readonly number[], map: (y: tf.Tensor) => tf.Tensor): Promise<OpenRun> {
  const size = shape.reduce((product, length) => product * length, 1);
  const y = table(
    Float32Array.from({ length: 10 * size }, (_, i) => (i % 7) / 7),
    [10, ...shape],
  );
  const toCode = (y: tf.Tensor) => tf.slice(tf.reshape(y, [y.shape[0] as number, -1]), [0, 0], [-1, 3]);
  return {
    path: await mkdtemp(join(tmpdir(), 'course-')),
    engine: eager({ backend: 'cpu' }),
    spec: { epochs: 3 },
    model: {
      variables: {},
      latentShape: [3],
      exampleShape: shape,
      encode: toCode,
      decode: (z: tf.Tensor) => tf.zeros([z.shape[0] as number, ...shape]),
      reconstruct: map,
    },
    data: async () => ({ train: { y }, test: { y } }),
  } as unknown as OpenRun;
}

const rowOf = (epoch: number) => ({ epoch }) as never;

describe('the course of a run', () => {
  it('keeps the first and the last epoch, and 24 at most between', () => {
    const kept = (epochs: number) => Array.from({ length: epochs }, (_, i) => i + 1).filter((at) => isKept(at, epochs));
    expect(kept(5)).toEqual([1, 2, 3, 4, 5]);
    expect(kept(1000).length).toBeLessThanOrEqual(26);
    expect([kept(1000)[0], kept(1000).at(-1)]).toEqual([1, 1000]);
  });

  it('of points: where they are put, and how far that is', async () => {
    const run = await runOf([2], (y) => tf.mul(y, 0.5));
    for (const epoch of [2, 1]) await keepFrame({ run, row: rowOf(epoch) });
    const frames = await readCourse(run.path);
    expect(frames.map(({ epoch }) => epoch)).toEqual([1, 2]);
    const squares = Array.from({ length: 20 }, (_, i) => (i % 7) ** 2 / 49).reduce((sum, square) => sum + square);
    // ‖y − y/2‖² = ‖y‖²/4
    expect(frames[0]?.error).toBeCloseTo(squares / 4 / 10, 5);
    expect(frames[0]?.dots?.points.slice(2, 4)).toEqual([0.1429, 0.2143]);
    expect(courseHtml(frames)?.match(/<circle/g)).toHaveLength(10);
    expect((await latestFrame(run.path))?.svg.match(/<circle/g)).toHaveLength(10);
  });

  it('of images: originals, reconstructions and samples, one picture of all frames', async () => {
    const run = await runOf([4, 4, 1], (y) => tf.clone(y));
    for (const epoch of [1, 2, 3]) await keepFrame({ run, row: rowOf(epoch) });
    const [frame] = await readCourse(run.path);
    expect(frame?.images).toMatchObject({ height: 4, width: 4, channels: 1, rows: 4, drawn: 'samples' });
    const bytes = Buffer.from(frame?.images?.bytes ?? '', 'base64');
    // 8 originals, then what is made of them: the same.
    expect(bytes.subarray(128, 256)).toEqual(bytes.subarray(0, 128));
    const html = courseHtml(await readCourse(run.path)) as string;
    expect(html).toContain('<image href="data:image/png;base64,');
    expect(html).toContain('width="32" height="48" y="-32"');
    expect(html).not.toContain('<circle');
    const latest = await latestFrame(run.path);
    expect(latest?.epoch).toBe(3);
    expect(latest?.svg).toContain('viewBox="0 0 32 16"');
  });

  it('of rows of a table there is none, and a frame that cannot be read is left out', async () => {
    const run = await runOf([13], (y) => tf.clone(y));
    await keepFrame({ run, row: rowOf(1) });
    expect(await readCourse(run.path)).toEqual([]);
    const points = await runOf([2], (y) => tf.clone(y));
    for (const epoch of [1, 2]) await keepFrame({ run: points, row: rowOf(epoch) });
    await writeFile(join(points.path, 'course', '000003.json.gz'), 'half a file');
    expect(await readCourse(points.path)).toHaveLength(2);
  });

  it('the caption says the error of the first and of the last frame', () => {
    const frames = [
      { epoch: 1, error: 12.34, dots: { of: 'codes', points: [0, 1, 2, 3] } },
      { epoch: 9, error: 0.5, dots: { of: 'codes', points: [0, 1, 2, 4] } },
    ] as const satisfies Frame[];
    expect(courseCaption(frames)).toBe(
      'The model after epochs 1 to 9. Dots: codes of the same 2 examples. Mean squared error of the examples shown: 12.3 at first, 0.5 at last.',
    );
    expect(courseHtml(frames.slice(0, 1))).toBeUndefined();
  });
});
