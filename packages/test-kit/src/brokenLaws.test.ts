import '@tensorflow/tfjs-backend-cpu';
import { adam, type Random, sgd, table } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { evenCodes, evenPrior, halving, myNoise, unitNormal } from '../testing/lawfulParts.ts';
import { corruptionPromises } from './corruptionLaws.ts';
import { inferPromises } from './inferLaws.ts';
import { type LatentModelLike, latentModelPromises } from './latentModelLaws.ts';
import { type LikelihoodLike, likelihoodPromises } from './likelihoodLaws.ts';
import { optimizerPromises } from './optimizerLaws.ts';
import { type Drawable, priorPromises } from './priorLaws.ts';
import type { Promises } from './register.ts';
import { samplerPromises } from './samplerLaws.ts';

const backend = 'cpu';
beforeAll(() => tf.setBackend(backend));

/** The sentences that a subject breaks. */
async function broken(promises: Promises): Promise<string[]> {
  const found: string[] = [];
  for (const [sentence, promise] of Object.entries(promises)) {
    try {
      await promise();
    } catch {
      found.push(sentence);
    }
  }
  return found;
}

const only = (pattern: string) => [expect.stringMatching(pattern)];
const sum = (z: tf.Tensor) => tf.sum(z, 1) as tf.Tensor1D;

describe('corruptions', () => {
  const subject = { backend, corrupt: myNoise, exampleShape: [3] };
  it.each([
    ['none', {}, []],
    [
      'noise of no seed',
      { corrupt: (y: tf.Tensor) => tf.tidy(() => tf.add(y, tf.randomNormal(y.shape))) },
      ['same draw', 'beside it'],
    ],
    ['noise at level 0', { none: myNoise }, ['level 0']],
    [
      'a mean over the batch',
      { corrupt: (y: tf.Tensor, random: Random) => tf.tidy(() => tf.sub(myNoise(y, random), tf.mean(y))) },
      ['beside it'],
    ],
  ])('%s', async (_, change, sentences) => {
    const found = await broken(corruptionPromises({ ...subject, ...change }));
    expect(found).toEqual(sentences.flatMap(only));
  });
});

describe('models of codes', () => {
  const y = table(Float32Array.of(0.1, 0.9, 0.8, 0.3), [2, 2]);
  it.each<[string, Partial<LatentModelLike>, string[]]>([
    ['none', {}, []],
    ['another reconstruction', { reconstruct: (y) => tf.mul(y, 1.001) }, ['ỹ = Dec']],
    ['a code of another shape', { latentShape: [3] }, ['shapes']],
    [
      'a tensor that is kept',
      {
        decode: (z) => {
          tf.keep(tf.zeros([1]));
          return tf.mul(z, 2);
        },
      },
      ['leaves one tensor'],
    ],
  ])('%s', async (_, change, sentences) => {
    const found = await broken(latentModelPromises({ backend, y, make: () => ({ ...halving(), ...change }) }));
    expect(found).toEqual(sentences.flatMap(only));
  });

  it('codes that depend on the batch', async () => {
    const centred = {
      encode: (y: tf.Tensor) => tf.tidy(() => tf.sub(y, tf.mean(y, 0))),
      decode: (z: tf.Tensor) => tf.clone(z),
    };
    const make = () => ({ ...halving(), ...centred, reconstruct: centred.encode });
    expect(await broken(latentModelPromises({ backend, y, make }))).toEqual(only('beside it'));
  });
});

describe('priors', () => {
  it.each<[string, Partial<Drawable>, string[]]>([
    ['none', {}, []],
    [
      'a density without its constant',
      { logDensity: (z) => tf.tidy(() => tf.add(sum(tf.mul(z, 0)), 0.1)) },
      ['integrates', 'mean and'],
    ],
    [
      'draws of another width',
      { sample: (shape, random) => tf.tidy(() => tf.mul(random.uniform(shape), 0.9)) },
      ['mean and'],
    ],
    [
      'a divergence of twice its size',
      {
        sample: (shape, random) => random.normal(shape),
        divergence: ({ mean }) => ({ meanDivergence: tf.sum(tf.square(mean), 1), varianceDivergence: tf.zeros([1]) }),
      },
      ['mean and', 'closed form'],
    ],
  ])('%s', async (_, change, sentences) => {
    const box = { from: 0, to: 1 };
    const found = await broken(priorPromises({ backend, size: 1, box, make: () => ({ ...evenPrior(), ...change }) }));
    expect(found).toEqual(sentences.flatMap(only));
  });
});

describe('likelihoods', () => {
  it.each<[string, Partial<LikelihoodLike>, string[]]>([
    ['none', {}, []],
    [
      'a squared error',
      { cost: (y, output) => tf.tidy(() => sum(tf.square(tf.sub(y, output)))) },
      ['exp', 'its mean', 'draws'],
    ],
    ['another mean', { mean: (output) => tf.sigmoid(output) }, ['its mean']],
    ['settings that are no JSON', { settings: { name: 'unit', scale: Number.NaN } }, ['settings']],
  ])('%s', async (_, change, sentences) => {
    const likelihood = { ...unitNormal, ...change };
    const again = (settings: unknown) => ({ ...likelihood, settings: settings as LikelihoodLike['settings'] });
    const subject = { backend, likelihood, output: [0.5], values: { from: -8, to: 8 }, again };
    expect(await broken(likelihoodPromises(subject))).toEqual(sentences.flatMap(only));
  });
});

describe('optimisers', () => {
  it.each([
    ['none', { make: () => sgd() }, []],
    [
      'one that climbs',
      {
        make: () => ({
          ...sgd(),
          update: (g: never, s: never, v: never) => sgd().update(g, s, v, { learningRate: tf.scalar(-1) }),
        }),
      },
      ['lowers', 'leaves no tensor'],
    ],
    ['decay without a reason', { make: () => sgd({ weightDecay: 0.1 }) }, ['move nothing']],
    ['a reason without decay', { make: () => adam(), moves: 'they decay' }, ['they decay']],
  ])('%s', async (_, subject, sentences) => {
    expect(await broken(optimizerPromises({ backend, ...subject }))).toEqual(sentences.flatMap(only));
  });

  it('a count that no state holds', async () => {
    const make = () => {
      let count = 0;
      const own = sgd();
      const update: typeof own.update = (gradients, state, variables) => {
        count++;
        tf.tidy(() => own.update(gradients, state, variables, { learningRate: tf.scalar(0.01 / count) }));
      };
      return { ...own, update };
    };
    expect(await broken(optimizerPromises({ backend, make }))).toEqual(only('continues bit for bit'));
  });
});

describe('samplers', () => {
  const codes = { values: [0, 1, 2, 3, 4], shape: [5, 1] };
  const of = (width: number) => ({
    make: () => evenCodes({ low: 0, width }),
    from: evenCodes,
    codes,
    line: () => evenCodes({ low: 0, width }),
  });
  it('none', async () => {
    expect(await broken(samplerPromises({ ...of(4), claim: 'box' }))).toEqual([]);
  });

  it('a wider box, other moments, and a density of another width', async () => {
    expect(await broken(samplerPromises({ ...of(5), claim: 'box' }))).toEqual(only('box'));
    expect(await broken(samplerPromises({ ...of(5), claim: 'moments' }))).toEqual(only('covariance'));
    const { logDensity } = evenCodes({ low: 0, width: 5 });
    const line = () => ({ ...evenCodes({ low: 0, width: 4 }), logDensity });
    expect(await broken(samplerPromises({ ...of(4), line }))).toEqual(only('density: their'));
  });
});

describe('inference', () => {
  const energy = () => (z: tf.Tensor) => tf.tidy(() => sum(tf.square(z)));
  const start = () => tf.ones([3, 2]);
  it.each([
    ['none', (z: tf.Tensor, steps: number) => tf.mul(z, 0.5 ** steps), []],
    [
      'steps that are too long',
      (z: tf.Tensor, steps: number) => tf.mul(z, (-1.1) ** steps),
      ['never raises', 'more steps'],
    ],
    ['a start of its own', (_: tf.Tensor, steps: number) => tf.fill([3, 2], 0.5 ** steps), ['see each other']],
  ])('%s', async (_, infer, sentences) => {
    expect(await broken(inferPromises({ backend, start, energy, infer }))).toEqual(sentences.flatMap(only));
  });
});
