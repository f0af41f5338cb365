import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { energySurface, reconstructionDistance } from '@latentkit/models';
import { expect, it } from 'vitest';
import { acrossBalance } from './acrossBalance.ts';
import { balancePoint } from './balancePoint.ts';

/** Rows of points at heights of the plane. */
const rowsAt = (...heights: number[]) =>
  Float32Array.from(heights.flatMap((height) => Array.from({ length: 21 }, (_, i) => [i / 5 - 2, height]).flat()));
const axis = { from: -1.5, to: 1.5, count: 31 };
/** (y₁, y₂) → (y₁, f(y₂)) */
const moves = (f: (y: tf.Tensor) => tf.Tensor) => ({
  reconstruct: (y: tf.Tensor) => {
    const [across, up] = tf.split(y, 2, 1) as [tf.Tensor, tf.Tensor];
    return tf.concat([across, f(up)], 1);
  },
});
const surfaceOf = (model: ReturnType<typeof moves>) =>
  energySurface(reconstructionDistance(model), { x: axis, y: axis });

it('finds where the pulls of two rows cancel: tanh(5y) pulls to ±1 and leaves 0', async () => {
  const model = moves((up) => tf.tanh(tf.mul(5, up)));
  const found = balancePoint(await surfaceOf(model), rowsAt(-1, 1));
  expect(found?.at[1]).toBeCloseTo(0, 5);
  expect(found?.moved).toBeCloseTo(0, 5);
  expect(found?.distance).toBeCloseTo(1, 1);
  expect(found?.sides.map(([, up]) => up).sort()).toEqual([-1, 1]);
  const { figure, unstable } = await acrossBalance(model, found as NonNullable<typeof found>);
  expect(unstable).toBe(true);
  expect(figure.columns.find(({ name }) => name === 'series')?.values).toContain('unstable fixed point');
});

it('finds none for a map that pulls everything to one row', async () => {
  expect(balancePoint(await surfaceOf(moves((up) => tf.mul(0, up))), rowsAt(0))).toBeUndefined();
});

it('tells no unstable point where the map stands still between the rows', async () => {
  const still = {
    at: [0, 0],
    moved: 0,
    distance: 1,
    sides: [
      [0, -1],
      [0, 1],
    ],
  } as const;
  expect(
    (
      await acrossBalance(
        moves((up) => up),
        still,
      )
    ).unstable,
  ).toBe(false);
});
