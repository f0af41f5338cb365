import '@tensorflow/tfjs-backend-cpu';
import { backpropagation, counterRandom, streams } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { denseVariationalAutoencoder, elboTerms, importanceWeighted, importanceWeightedBound } from '../index.ts';
import { logWeights } from './logWeights.ts';
import { reparameterize } from './reparameterize.ts';
import { repeatPosterior } from './repeatRows.ts';

const shape = [2, 6] as const;
const values = fillUniform(new Float32Array(12), { seed: 7, stream: streams.callers, step: 0 });
const make = () => denseVariationalAutoencoder({ imageShape: [6], hidden: [5], latentSize: 2, seed: 1 });
const random = (step = 0) => counterRandom({ seed: 11, step });
const numbers = (tensor: tf.Tensor) => [...tensor.dataSync()];
const average = (tensor: tf.Tensor) => numbers(tf.mean(tensor))[0] as number;

/** The gradients of one objective by many draws: mean and variance of each number, encoder and decoder apart. */
function gradients(estimator: 'reparameterized' | 'doublyReparameterized', draws: number) {
  const [model, objective] = [make(), importanceWeighted({ samples: 8, estimator })];
  const moments: Record<string, { sum: number; squares: number }[]> = {};
  for (let step = 0; step < draws; step++) {
    tf.tidy(() => {
      const learned = backpropagation(model, objective)(
        { y: tf.tile(tf.tensor(values, [...shape]), [16, 1]) },
        random(step),
        {
          negativeLogLikelihood: 1,
        },
      );
      for (const [name, gradient] of Object.entries(learned.gradients)) {
        moments[name] ??= numbers(gradient).map(() => ({ sum: 0, squares: 0 }));
        numbers(gradient).forEach((value, i) => {
          const moment = moments[name]?.[i] as { sum: number; squares: number };
          moment.sum += value;
          moment.squares += value ** 2;
        });
      }
    });
  }
  model.dispose();
  const of = (part: string) =>
    Object.entries(moments)
      .filter(([name]) => name.startsWith(part))
      .flatMap(([, all]) => all)
      .map(({ sum, squares }) => ({ mean: sum / draws, variance: squares / draws - (sum / draws) ** 2 }));
  return { encoder: of('encoder'), decoder: of('decoder') };
}

beforeAll(() => tf.setBackend('cpu'));

describe('importanceWeighted', () => {
  it('is −log of the mean weight, the same value by both estimators', () => {
    const model = make();
    const y = tf.tensor(values, [...shape]);
    const posterior = repeatPosterior(model.posterior(y), 4);
    const logs = numbers(logWeights(model, y, reparameterize(posterior, random()), posterior));
    const direct = [0, 1].map(
      (row) => -Math.log([0, 2, 4, 6].reduce((sum, i) => sum + Math.exp(logs[i + row] as number), 0) / 4),
    );
    for (const estimator of ['reparameterized', 'doublyReparameterized'] as const) {
      const { negativeLogLikelihood } = importanceWeighted({ samples: 4, estimator }).terms(model, { y }, random());
      numbers(negativeLogLikelihood).forEach((value, i) => {
        expect(value).toBeCloseTo(direct[i] as number, 5);
      });
    }
    const bound = numbers(importanceWeightedBound(model, y, random(), { samples: 4 }));
    bound.forEach((value, i) => {
      expect(value).toBeCloseTo(direct[i] as number, 5);
    });
  });

  it('falls from −ELBO at one sample as samples are added', () => {
    const model = make();
    const y = tf.tile(tf.tensor(values, [...shape]), [500, 1]);
    const at = (samples: number) => average(importanceWeightedBound(model, y, random(), { samples }));
    const elbo = average(tf.addN(Object.values(elboTerms(model, y, random()))));
    const [one, few, many] = [at(1), at(5), at(50)];
    expect(Math.abs(one - elbo)).toBeLessThan(0.05);
    expect(few).toBeLessThan(one);
    expect(many).toBeLessThan(few);
  });

  it('doubly reparameterised has the same gradient for the decoder, and for the encoder the same mean with less variance', () => {
    const draws = 60;
    const [plain, doubly] = [gradients('reparameterized', draws), gradients('doublyReparameterized', draws)];
    plain.decoder.forEach(({ mean }, i) => {
      expect(doubly.decoder[i]?.mean).toBeCloseTo(mean, 6);
    });
    plain.encoder.forEach(({ mean, variance }, i) => {
      const other = doubly.encoder[i] as (typeof plain.encoder)[number];
      // Five standard errors of the difference of two means.
      expect(Math.abs(mean - other.mean)).toBeLessThan(5 * Math.sqrt((variance + other.variance) / draws) + 1e-6);
    });
    const total = (all: typeof plain.encoder) => all.reduce((sum, { variance }) => sum + variance, 0);
    expect(total(doubly.encoder)).toBeLessThan(0.5 * total(plain.encoder));
  });

  it('refuses no sample', () => {
    expect(() => importanceWeighted({ samples: 0 })).toThrow(
      'importanceWeighted, samples: expected a whole number of at least 1, received 0. Pass samples as such a number.',
    );
    expect(() => importanceWeightedBound(make(), tf.zeros([1, 6]), random(), { samples: 1.5 })).toThrow(
      'importanceWeightedBound, samples: expected a whole number of at least 1, received 1.5. Pass samples as such a number.',
    );
  });
});
