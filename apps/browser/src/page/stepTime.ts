import { compiled } from '@latentkit/compile/web';
import { adam, table, train } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import { squaredError } from '@latentkit/losses';
import { denseAutoencoder, reconstruction } from '@latentkit/models';

const warm = 20;

/**
 * Median milliseconds of a step of job A: 784-128-64-12-2 mirrored, squared error, Adam, 128 of 60 000 images.
 *
 * @param steps at most 448
 */
export async function stepTime(steps: number): Promise<{ first: number; median: number }> {
  const rows = 60_000;
  const some = Uint8Array.from(fillUniform(new Float32Array(784_000), { seed: 7, stream: 0, step: 0 }), (x) => 256 * x);
  const pixels = new Uint8Array(rows * 784);
  for (let at = 0; at < pixels.length; at += some.length) pixels.set(some, at);
  const model = denseAutoencoder({ seed: 1 });
  const times: number[] = [];
  let before = performance.now();
  const loop = train({
    model,
    objective: reconstruction({ cost: squaredError, weight: 1 / 784 }),
    data: { y: table(pixels, [rows, 28, 28, 1], 1 / 255) },
    optimizer: adam({ weightDecay: 1e-5 }),
    engine: await compiled(),
    epochs: 1,
  });
  for await (const { step } of loop) {
    const now = performance.now();
    times.push(now - before);
    before = now;
    if (step === warm + steps) break;
  }
  model.dispose();
  const sorted = times.slice(warm).sort((a, b) => a - b);
  return { first: times[0] as number, median: sorted[sorted.length >> 1] as number };
}
