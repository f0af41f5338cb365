import { compiled } from '@latentkit/compile/web';
import { adam, table, train } from '@latentkit/core';
import { squaredError } from '@latentkit/losses';
import { denseAutoencoder, reconstruction } from '@latentkit/models';

/**
 * Train a small autoencoder on digits with core's own loop.
 *
 * @param pixels [count · 784] bytes
 * @returns the squared error an example at each step, and how often the page could paint
 */
export async function trainDigits(pixels: readonly number[], epochs: number) {
  const count = pixels.length / 784;
  const model = denseAutoencoder({ hidden: [64], latentSize: 16, seed: 1 });
  const losses: number[] = [];
  let painted = 0;
  let training = true;
  const paint = () => {
    painted++;
    if (training) requestAnimationFrame(paint);
  };
  requestAnimationFrame(paint);
  const loop = train({
    model,
    objective: reconstruction({ cost: squaredError }),
    data: { y: table(Uint8Array.from(pixels), [count, 28, 28, 1], 1 / 255) },
    optimizer: adam(),
    learningRate: 2e-3,
    engine: await compiled(),
    batchSize: 64,
    epochs,
  });
  for await (const event of loop) if (event.kind === 'step') losses.push(event.total);
  training = false;
  model.dispose();
  return { losses, painted };
}
