import { compiled } from '@latentkit/compile/web';
import { adam, type Engine, eager, type Objective, table, train } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import { squaredError } from '@latentkit/losses';
import { type Autoencoder, denseAutoencoder } from '@latentkit/models';
import * as tf from '@tensorflow/tfjs-core';

/** F(y) = C(y, Dec(Enc(y + ½ε))), ε normal: a step that draws. */
const denoising: Objective<Autoencoder, 'denoising'> = {
  weights: { denoising: 1 },
  terms: (model, { y }, random) => {
    const noisy = tf.add(y, tf.mul(random.normal(y.shape), 0.5));
    return { denoising: squaredError(y, model.reconstruct(noisy, { training: true })) };
  },
};

async function weightsAfter(engine: Engine, steps: number): Promise<Record<string, Float32Array>> {
  const model = denseAutoencoder({ imageShape: [10, 10, 1], hidden: [32, 16], latentSize: 4, seed: 3 });
  const pixels = Uint8Array.from(fillUniform(new Float32Array(6400), { seed: 7, stream: 0, step: 0 }), (x) => 256 * x);
  const y = table(pixels, [64, 10, 10, 1], 1 / 255);
  const options = { model, objective: denoising, data: { y }, optimizer: adam(), batchSize: 16, seed: 5 };
  for await (const { kind, step } of train({ ...options, engine, epochs: steps })) {
    if (kind === 'step' && step === steps) break;
  }
  const weights = Object.entries(model.variables).map(([name, weight]) => [name, weight.dataSync()] as const);
  model.dispose();
  return Object.fromEntries(weights) as Record<string, Float32Array>;
}

/** The largest difference of each weight, compiled and eager, as a part of the weight's largest element. */
export async function agreement(steps: number): Promise<Record<string, number>> {
  const [expected, received] = [await weightsAfter(eager(), steps), await weightsAfter(await compiled(), steps)];
  const worst = (name: string) => {
    const [a, b] = [expected[name] as Float32Array, received[name] as Float32Array];
    const size = Math.max(...a.map(Math.abs));
    return Math.max(...a.map((x, i) => Math.abs(x - (b[i] as number)))) / size;
  };
  return Object.fromEntries(Object.keys(expected).map((name) => [name, worst(name)]));
}
