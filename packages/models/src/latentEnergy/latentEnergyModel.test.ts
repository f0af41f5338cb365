import '@tensorflow/tfjs-backend-cpu';
import { adam, counterRandom, eager, streams, table, train } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import { initialize } from '@latentkit/layers';
import { squaredError } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';
import { input, layers, model as networkOf } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { uniformAngles } from '../distributions/uniformAngles.ts';
import { angles } from '../infer/codes.ts';
import { exhaustive } from '../infer/exhaustive.ts';
import { gradientInference } from '../infer/gradientInference.ts';
import { langevinInference } from '../infer/langevinInference.ts';
import { ellipseDecoder } from './ellipseDecoder.ts';
import { ellipseModel } from './ellipseModel.ts';
import { energySurface, manifold } from './energySurface.ts';
import { freeEnergy, freeEnergyByCodes } from './freeEnergy.ts';
import { inferredEnergy } from './inferredEnergy.ts';
import { type LatentEnergyModel, latentEnergyModel } from './latentEnergyModel.ts';
import { networkDecoder } from './networkDecoder.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const uniform = (count: number, step: number) =>
  fillUniform(new Float32Array(count), { seed: 5, stream: streams.callers, step });
/** 64 points of the ellipse with half axes 1.5 and 0.75, at random angles. */
const points = Float32Array.from(
  [...uniform(64, 0)].flatMap((u) => [1.5 * Math.cos(2 * Math.PI * u), 0.75 * Math.sin(2 * Math.PI * u)]),
);
const y = table(points, [64, 2]);

async function axesAfter(
  model: LatentEnergyModel,
  rule: Pick<ReturnType<typeof inferredEnergy>, 'objective' | 'learn'> | { objective: ReturnType<typeof freeEnergy> },
): Promise<number[]> {
  const options = { model, data: { y }, optimizer: adam(), learningRate: 0.05, engine: eager(), epochs: 60 };
  for await (const _ of train({ ...options, ...(rule as ReturnType<typeof inferredEnergy>), batchSize: 64 }));
  const axes = [...(model.variables.axes as tf.Variable).dataSync()];
  model.dispose();
  return axes;
}

describe('the ellipse learned from points', () => {
  it.each([
    [
      'cold, all angles tried',
      () => axesAfter(ellipseModel({ seed: 2 }), { objective: freeEnergy({ codes: angles(48) }) }),
    ],
    [
      'warm, β = 20',
      () => axesAfter(ellipseModel({ seed: 2 }), { objective: freeEnergy({ codes: angles(48), beta: 20 }) }),
    ],
    [
      'cold, by gradient inference',
      () => {
        const infer = gradientInference({ starts: angles(8), steps: 12, stepSize: 0.2 });
        return axesAfter(
          latentEnergyModel({ decoder: ellipseDecoder({ seed: 2 }), cost: squaredError, infer }),
          inferredEnergy(),
        );
      },
    ],
  ])('finds its half axes: %s', async (_, learned) => {
    const [w1, w2] = (await learned()).map(Math.abs) as [number, number];
    expect(w1).toBeCloseTo(1.5, 1);
    expect(w2).toBeCloseTo(0.75, 1);
  });
});

describe('a conditional energy model', () => {
  /** Dec(x, z) = x · [cos z, sin z] learned by a network of both. */
  const make = () => {
    const [x, z] = [input({ shape: [1] }), input({ shape: [1] })];
    const both = layers.concatenate().apply([x, z]) as ReturnType<typeof input>;
    const hidden = layers.dense({ units: 24, activation: 'tanh' }).apply(both) as ReturnType<typeof input>;
    const network = networkOf({
      inputs: [x, z],
      outputs: layers.dense({ units: 2 }).apply(hidden) as ReturnType<typeof input>,
    });
    initialize(network, { seed: 3 });
    return latentEnergyModel({ decoder: networkDecoder(network), cost: squaredError, infer: exhaustive(angles(16)) });
  };

  it('learns circles whose radius is what is known, and infers the angle', async () => {
    const radii = uniform(64, 1).map((u) => 0.5 + u);
    const circles = Float32Array.from(
      [...uniform(64, 2)].flatMap((u, i) => {
        const r = radii[i] as number;
        return [r * Math.cos(2 * Math.PI * u), r * Math.sin(2 * Math.PI * u)];
      }),
    );
    const model = make();
    const objective = freeEnergy({ codes: angles(16), beta: 20 });
    const totals: number[] = [];
    const data = { y: table(circles, [64, 2]), x: table(radii, [64, 1]) };
    const options = { model, objective, data, optimizer: adam(), learningRate: 0.02, engine: eager() };
    for await (const event of train({ ...options, epochs: 80, batchSize: 64 })) {
      if (event.kind === 'epoch') totals.push(event.total);
    }
    expect(totals.at(-1)).toBeLessThan(0.2 * (totals[0] as number));
    model.dispose();
  });

  it('says what is missing, and what is too much', () => {
    const conditional = make();
    const plain = ellipseModel();
    const y = tf.zeros([1, 2]);
    expect(() => conditional.encode(y)).toThrow(
      'latentEnergyModel: expected x of shape [batch,1], received none. Give x beside y, as in energyOf({ y, x }).',
    );
    expect(() => plain.energyOf({ y, x: y }).at.smooth(tf.zeros([1, 1]))).toThrow(
      'latentEnergyModel: expected no x: the decoder takes only codes, received [1,2]. Leave x out of the batch.',
    );
    expect(() => plain.decode(tf.zeros([3]))).toThrow(
      'ellipseDecoder.decode: expected angles of shape [n,1], received [3]. Give one angle per row, in radians.',
    );
    conditional.dispose();
    plain.dispose();
  });
});

describe('what is drawn of it', () => {
  it('has F on a grid of the plane, [y, x], and the points of the manifold', async () => {
    const model = ellipseModel({ axes: [2, 1] });
    const before = tf.memory().numTensors;
    const surface = await energySurface((y) => freeEnergyByCodes(model, { y }, { codes: angles(4) }), {
      x: { from: -2, to: 2, count: 3 },
      y: { from: 0, to: 1, count: 2 },
    });
    expect([...surface.x]).toEqual([-2, 0, 2]);
    expect([...surface.y]).toEqual([0, 1]);
    // Codes 0, π/2, π, 3π/2 decode to (2, 0), (0, 1), (−2, 0), (0, −1).
    [0, 1, 0, 1, 0, 1].forEach((value, i) => {
      expect(surface.values[i]).toBeCloseTo(value, 5);
    });
    const drawn = await manifold(model, angles(4));
    [2, 0, 0, 1, -2, 0, 0, -1].forEach((value, i) => {
      expect(drawn[i]).toBeCloseTo(value, 5);
    });
    expect(tf.memory().numTensors).toBe(before);
    model.dispose();
  });
});

it('∇E at codes that Langevin dynamics draws is ∇F_β on average', () => {
  const model = ellipseModel({ axes: [1.5, 0.75] });
  const repeated = { y: tf.tile(tf.tensor2d([[1.2, 0.3]]), [1000, 1]) };
  const infer = langevinInference({ beta: 5, prior: uniformAngles(), steps: 30 });
  const { objective, learn } = inferredEnergy({ infer });
  const random = counterRandom({ seed: 4, step: 0 });
  const drawn = learn(model)(repeated, random, { reconstruction: 1, regularization: 1 }).gradients.axes as tf.Tensor;
  const axes = model.variables.axes as tf.Variable;
  const { grads } = tf.variableGrads(
    () => tf.mean(freeEnergyByCodes(model, repeated, { codes: angles(100), beta: 5 })),
    [axes],
  );
  const exact = (grads[axes.name] as tf.Tensor).dataSync();
  [...drawn.dataSync()].forEach((value, i) => {
    expect(Math.abs(value - (exact[i] as number))).toBeLessThan(0.05);
  });
  expect(() => infer(model.energyOf(repeated))).toThrow(
    'langevinInference: expected a source of random numbers, received none. Use it for training; to encode, give the model an inference that draws no random numbers.',
  );
  expect(Object.keys(objective.weights)).toEqual(['reconstruction', 'regularization']);
  model.dispose();
});

it('an exhaustive search and a descent from its best code agree where the code lies on the list', () => {
  const model = ellipseModel({ axes: [1.5, 0.75], codes: 8 });
  const y = model.decode(tf.tensor2d([[Math.PI / 4], [Math.PI]]));
  const found = gradientInference({ starts: angles(8) })(model.energyOf({ y }), counterRandom({ seed: 0, step: 0 }));
  expect([...found.dataSync()].map((z) => z.toFixed(4))).toEqual(['0.7854', '3.1416']);
  model.dispose();
});
