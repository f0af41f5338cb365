import '@tensorflow/tfjs-backend-cpu';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalogue } from '@latentkit/catalogue';
import { reconstructionDistance } from '@latentkit/models';
import { type OpenRun, openRun } from '@latentkit/runs';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { latentkit } from '../../testing/latentkit.ts';

const spec = fileURLToPath(new URL('../../../../examples/specs/spiral.yaml', import.meta.url));

/** The turn that goes out from a third of its angle to the next one, where both are there. */
const angles = Array.from({ length: 40 }, (_, i) => Math.PI * (1 + 0.9 * (i / 40)));
/** Arms are ½ apart: radius angle/4π of the two turns. */
const offArm = (distance: number) =>
  tf.tensor2d(angles.map((a) => [1, 0].map((x) => (a / (4 * Math.PI) + distance) * (x ? Math.cos(a) : Math.sin(a)))));
const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

describe("examples/specs/spiral.yaml gives the lecture's picture", () => {
  let run: OpenRun;

  beforeAll(async () => {
    const out = join(await mkdtemp(join(tmpdir(), 'latentkit-spiral-')), 'run');
    expect(await latentkit('train', '--config', spec, '--out', out)).toMatchObject({ exitCode: 0 });
    run = await openRun(out, { catalogue: catalogue() });
    await tf.setBackend('cpu');
  }, 120_000);

  const energy = (distance: number) => mean(reconstructionDistance(run.model)(offArm(distance)).dataSync());
  /** Mean step outwards along the radius. */
  const outwards = (distance: number) => {
    const y = offArm(distance);
    const moved = tf.sub(run.model.reconstruct(y), y).dataSync();
    return mean(
      angles.map((a, i) => (moved[2 * i] as number) * Math.cos(a) + (moved[2 * i + 1] as number) * Math.sin(a)),
    );
  };

  it('points on the spiral stay', () => {
    expect(energy(0)).toBeLessThan(0.04);
    expect(energy(0.5)).toBeLessThan(0.04);
  });

  it('points beside it are moved to the nearer turn, the farther the more', () => {
    for (const distance of [0.1, 0.15]) {
      expect(outwards(distance)).toBeLessThan(-0.6 * distance);
      expect(outwards(0.5 - distance)).toBeGreaterThan(0.6 * distance);
      expect(energy(distance)).toBeGreaterThan(energy(distance - 0.05));
    }
  });

  it('halfway they could go to either: there the arrows turn round, and there is a ridge without any', () => {
    const ridge = energy(0.25);
    expect(ridge).toBeLessThan(energy(0.17) / 2);
    expect(ridge).toBeLessThan(energy(0.33) / 2);
    expect(outwards(0.2)).toBeLessThan(0);
    expect(outwards(0.3)).toBeGreaterThan(0);
  });
});
