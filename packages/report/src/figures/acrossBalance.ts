import type { LatentModel } from '@latentkit/models';
import { type Figure, lineChart } from '@latentkit/viz';
import * as tf from '@tensorflow/tfjs-core';
import type { BalancePoint } from './balancePoint.ts';

const places = 241;

/** What a map does along the line through a balance point, from one part of the data to the other. */
export interface AcrossBalance {
  readonly figure: Figure;
  /** The map pushes away from the point on both sides. */
  readonly unstable: boolean;
}

/** (ỹ − y)·v and ‖y − ỹ‖ along the line y₀ + s v, where y₀ is the balance point at s = 0 and v points from one part of the data to the other. */
export async function acrossBalance(
  model: Pick<LatentModel, 'reconstruct'>,
  { at, sides: [a, b] }: BalancePoint,
): Promise<AcrossBalance> {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const v = [(b[0] - a[0]) / length, (b[1] - a[1]) / length] as const;
  const along = (p: readonly [number, number]) => (p[0] - at[0]) * v[0] + (p[1] - at[1]) * v[1];
  const [from, to] = [along(a) - 0.2 * length, along(b) + 0.2 * length];
  const s = Array.from({ length: places }, (_, i) => from + ((to - from) * i) / (places - 1));
  const moved = await displaced(model, s, at, v);
  const pull = Array.from(s, (_, i) => (moved[2 * i] as number) * v[0] + (moved[2 * i + 1] as number) * v[1]);
  const distance = Array.from(s, (_, i) => Math.hypot(moved[2 * i] as number, moved[2 * i + 1] as number));
  const middle = risingZero(s, pull);
  const figure = lineChart({
    title: 'Along the line between two parts of the data',
    x: { label: 'position along the line' },
    y: { label: 'displacement' },
    series: [
      { name: 'ỹ − y along it', x: s, y: pull },
      { name: '‖y − ỹ‖', x: s, y: distance },
      { name: 'data', x: [along(a), along(b)], y: [0, 0], joined: false },
      ...(middle === undefined ? [] : [{ name: 'unstable fixed point', x: [middle], y: [0], joined: false }]),
    ],
  });
  return { figure, unstable: middle !== undefined };
}

async function displaced(
  { reconstruct }: Pick<LatentModel, 'reconstruct'>,
  s: readonly number[],
  at: readonly [number, number],
  v: readonly [number, number],
): Promise<Float32Array> {
  const moved = tf.tidy(() => {
    const y = tf.tensor2d(s.map((each) => [at[0] + each * v[0], at[1] + each * v[1]]));
    return tf.sub(reconstruct(y), y);
  });
  try {
    return Float32Array.from(await moved.data());
  } finally {
    moved.dispose();
  }
}

/** The zero nearest to s = 0 at which the pull turns from − to +: points on both sides move away from it. */
function risingZero(s: readonly number[], pull: readonly number[]): number | undefined {
  let found: number | undefined;
  for (let i = 1; i < s.length; i++) {
    const [low, high] = [pull[i - 1] as number, pull[i] as number];
    if (low >= 0 || high < 0) continue;
    const zero = (s[i - 1] as number) + (((s[i] as number) - (s[i - 1] as number)) * -low) / (high - low);
    if (found === undefined || Math.abs(zero) < Math.abs(found)) found = zero;
  }
  return found;
}
