import '@tensorflow/tfjs-backend-cpu';
import { compiled } from '@latentkit/compile/node';
import {
  counterRandom,
  decodeState,
  type Engine,
  eager,
  encodeState,
  type TrainState,
  table,
  train,
} from '@latentkit/core';
import { initialize, mlp } from '@latentkit/layers';
import { squaredError } from '@latentkit/losses';
import { autoencoder } from '@latentkit/models';
import { describe, expect, it } from 'vitest';
import { adversarialPhases, withCritic } from './adversarial.ts';

const [rows, size, latentSize] = [10, 6, 2];
const pixels = counterRandom({ seed: 3, step: 0 }).uniform([rows, size]).dataSync() as Float32Array;

function model() {
  const encoder = mlp({ inputShape: [size], hidden: [8], outputShape: [latentSize] });
  const decoder = mlp({ inputShape: [latentSize], hidden: [8], outputShape: [size], outputActivation: 'sigmoid' });
  const critic = mlp({ inputShape: [latentSize], hidden: [8], outputShape: [1] });
  initialize([encoder, decoder, critic], { seed: 1 });
  return withCritic(autoencoder({ encoder, decoder }), critic);
}

/** The events without what differs by clock, and the last state; the run ends after `stopAfter` of them. */
async function run(engine: Engine, { from, stopAfter = 100 }: { from?: TrainState; stopAfter?: number } = {}) {
  const learner = model();
  const phases = adversarialPhases({ cost: squaredError });
  const options = {
    model: learner,
    data: { y: table(pixels, [rows, size]) },
    engine,
    epochs: 5,
    batchSize: 4,
    ...phases,
  };
  const terms: unknown[] = [];
  let state: TrainState | undefined;
  for await (const event of train({ ...options, learningRate: 0.01, seed: 2, ...(from && { from }) })) {
    if (event.kind !== 'step') continue;
    terms.push(event.terms);
    state = await event.state();
    if (terms.length === stopAfter) break;
  }
  learner.dispose();
  return { terms, state: state as TrainState };
}

describe.each<[string, () => Engine]>([
  ['cpu', () => eager({ backend: 'cpu' })],
  ['compiled', () => compiled({ threads: 1 })],
])('an adversarial autoencoder on %s', (_, engine) => {
  it('learns in three phases per step, and goes on bit for bit', async () => {
    const whole = await run(engine());
    expect(whole.terms).toHaveLength(15);
    expect(Object.keys(whole.terms[0] as object)).toEqual([
      'reconstruction/reconstruction',
      'criticism/prior',
      'criticism/codes',
      'deception/cost',
    ]);
    const { state } = await run(engine(), { stopAfter: 7 });
    const after = await run(engine(), { from: decodeState(encodeState(state)).state });
    expect(after.terms).toEqual(whole.terms.slice(7));
    expect(after.state).toEqual(whole.state);
  });
});
