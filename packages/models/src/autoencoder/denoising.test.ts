import '@tensorflow/tfjs-backend-cpu';
import { adam, counterRandom, eager, schedules, streams, table, train } from '@latentkit/core';
import { fillNormal } from '@latentkit/core/internal';
import { type Corruption, gaussianNoise } from '@latentkit/layers';
import { squaredError } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { denoising, denseAutoencoder, reconstruction } from '../index.ts';

const bits = (tensor: tf.Tensor) => [...tensor.dataSync()];
const random = (step: number) => counterRandom({ seed: 3, step });

describe('denoising', () => {
  const y = tf.tensor2d([
    [0.1, 0.9],
    [0.4, 0.2],
  ]);

  it('is the cost of what becomes of ŷ, against y', () => {
    const model = denseAutoencoder({ imageShape: [2], hidden: [3], seed: 1 });
    const corruption = gaussianNoise({ standardDeviation: 0.5 });
    const { reconstruction: cost } = denoising({ cost: squaredError, corruption }).terms(model, { y }, random(0));
    const seen = corruption(y, random(0));
    expect(bits(cost)).toEqual(bits(squaredError(y, model.reconstruct(seen))));
    expect(bits(cost)).not.toEqual(bits(squaredError(seen, model.reconstruct(seen))));
  });

  it('is the plain reconstruction where nothing is corrupted', () => {
    const model = denseAutoencoder({ imageShape: [2], hidden: [3], seed: 1 });
    const same: Corruption = (y) => y;
    const [denoised, plain] = [
      denoising({ cost: squaredError, corruption: same, weight: 2 }),
      reconstruction({ cost: squaredError }),
    ];
    expect(denoised.weights).toEqual({ reconstruction: 2 });
    expect(bits(denoised.terms(model, { y }, random(0)).reconstruction)).toEqual(
      bits(plain.terms(model, { y }, random(0)).reconstruction),
    );
  });

  it('draws again in each step', () => {
    const model = denseAutoencoder({ imageShape: [2], hidden: [3], seed: 1 });
    const objective = denoising({ cost: squaredError, corruption: gaussianNoise({ standardDeviation: 0.5 }) });
    const at = (step: number) => bits(objective.terms(model, { y }, random(step)).reconstruction);
    expect(at(1)).toEqual(at(1));
    expect(at(2)).not.toEqual(at(1));
  });
});

/*
 * y ~ N(m, S) and ŷ = y + σε give ŷ ~ p_σ = N(m, S + σ²I), whose score is −(S + σ²I)⁻¹(ŷ − m), and E[y|ŷ] = ŷ + σ² ∇log p_σ(ŷ) is affine in
 * ŷ: a linear autoencoder can learn it.
 */
describe('a linear denoising autoencoder of Gaussian data', () => {
  const [m, S, variance] = [
    [0.5, -0.3],
    [
      [1, 0.6],
      [0.6, 0.5],
    ],
    0.25,
  ] as const;

  it('moves each point along the score: ỹ − ŷ = σ² ∇log p_σ(ŷ)', async () => {
    const model = denseAutoencoder({
      imageShape: [2],
      hidden: [],
      latentSize: 2,
      outputActivation: 'linear',
      seed: 1,
    });
    const options = {
      model,
      objective: denoising({
        cost: squaredError,
        corruption: gaussianNoise({ standardDeviation: Math.sqrt(variance) }),
      }),
      data: { y: table(gaussianRows(4096), [4096, 2]) },
      optimizer: adam(),
      learningRate: schedules.cosineDecay({ learningRate: 0.03, steps: 640 }),
      engine: eager({ backend: 'cpu' }),
      epochs: 40,
      batchSize: 256,
      seed: 1,
    };
    for await (const _ of train(options));
    const places = [-2, -1, 0, 1, 2].flatMap((a) => [-2, -1, 0, 1, 2].map((b) => [a, b] as [number, number]));
    const points = tf.tensor2d(places);
    const moved = bits(tf.sub(model.reconstruct(points), points));
    const score = places.flatMap(([a, b]) => scoreAt(a, b));
    const dot = (u: number[], v: number[]) => u.reduce((sum, value, i) => sum + value * (v[i] as number), 0);
    const wanted = score.map((value) => variance * value);
    expect(dot(moved, wanted) / Math.sqrt(dot(moved, moved) * dot(wanted, wanted))).toBeGreaterThan(0.998);
    const off = moved.map((value, i) => value - (wanted[i] as number));
    expect(Math.sqrt(dot(off, off) / dot(wanted, wanted))).toBeLessThan(0.06);
    model.dispose();
  });

  /** m + Lε with S = LLᵀ, and ε with mean 0 and covariance I as a sample too. */
  function gaussianRows(rows: number): Float32Array {
    const half = fillNormal(new Float32Array(rows), { seed: 9, stream: streams.callers, step: 0 });
    // With ε go −ε and both in exchange and of changed signs, so that the sample has no mean and no correlation.
    const epsilon = Array.from({ length: rows }, (_, i) => {
      const [a, b] = [half[i >> 2] as number, half[rows - 1 - (i >> 2)] as number];
      return [
        [a, b],
        [-a, -b],
        [b, -a],
        [-b, a],
      ][i & 3] as [number, number];
    });
    const power = epsilon.reduce((sum, [a]) => sum + a * a, 0) / rows;
    const l11 = Math.sqrt(S[0][0]);
    const l21 = S[1][0] / l11;
    const l22 = Math.sqrt(S[1][1] - l21 ** 2);
    return Float32Array.from(
      epsilon.flatMap(([a, b]) => {
        const [e, f] = [a / Math.sqrt(power), b / Math.sqrt(power)];
        return [m[0] + l11 * e, m[1] + l21 * e + l22 * f];
      }),
    );
  }

  /** −(S + σ²I)⁻¹ (y − m) */
  function scoreAt(a: number, b: number): [number, number] {
    const [p, q, r] = [S[0][0] + variance, S[0][1], S[1][1] + variance];
    const [u, v] = [a - m[0], b - m[1]];
    return [-(r * u - q * v) / (p * r - q * q), -(p * v - q * u) / (p * r - q * q)];
  }
});
