import { isLatentKitError } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { onEachBackend } from '../testing/backends.ts';
import { gradient } from '../testing/derivatives.ts';
import { expectClose, wave } from '../testing/numbers.ts';
import * as losses from './index.ts';

type Energy = (y: tf.Tensor, other: tf.Tensor) => tf.Tensor1D;

/** Every loss as an energy of two tensors of one shape. */
const pairs: Record<string, Energy> = {
  squaredError: losses.squaredError,
  absoluteError: losses.absoluteError,
  binaryCrossEntropy: losses.binaryCrossEntropy,
  binaryCrossEntropyFromLogits: losses.binaryCrossEntropyFromLogits,
  categoricalCrossEntropy: losses.categoricalCrossEntropy,
  gaussianDivergence: (mean, logVariance) => losses.gaussianDivergence({ mean, logVariance }),
};

/** All losses; the constants of one are made before it is handed out. */
const energies: Record<string, () => Energy> = {
  ...Object.fromEntries(Object.entries(pairs).map(([name, energy]) => [name, () => energy])),
  'gaussianDivergence to a prior': () => (mean, logVariance) =>
    losses.gaussianDivergence({ mean, logVariance }, { mean: logVariance, logVariance: mean }),
  meanDivergence: () => (mean) => losses.meanDivergence({ mean }),
  varianceDivergence: () => (logVariance) => losses.varianceDivergence({ logVariance }),
  sparsityDivergence: () => (h) => losses.sparsityDivergence(h, { rate: 0.1 }),
  sigmoidContractivePenalty: () => {
    const layer = { kernel: wave([6, 2]), bias: wave([2]) };
    return (y) => losses.sigmoidContractivePenalty({ y, ...layer });
  },
  tanhContractivePenalty: () => {
    const layer = { kernel: wave([6, 2]), bias: wave([2]) };
    return (y) => losses.tanhContractivePenalty({ y, ...layer });
  },
};

/** Energies of a batch, each with the reason. */
const coupled: Record<string, string> = { sparsityDivergence: 'how often a unit is on is a matter of the batch' };

onEachBackend(() => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  // In (0, 1), so that they can be probabilities.
  const y = () => tf.add(wave([4, 6], 0.4), 0.5);
  const other = () => tf.add(wave([4, 6], 0.4, 1), 0.5);

  describe.each(Object.entries(energies))('%s', (name, make) => {
    it('gives one finite number for each example', () => {
      const terms = make()(y(), other());
      expect(terms.shape).toEqual([4]);
      expect(terms.dtype).toBe('float32');
      expect(terms.dataSync().every(Number.isFinite)).toBe(true);
    });

    it(coupled[name] ?? 'does not let examples see each other', () => {
      const energy = make();
      const all = energy(y(), other());
      const third = energy(tf.slice(y(), [2, 0], [1, 6]), tf.slice(other(), [2, 0], [1, 6]));
      const seen = expect(Math.abs((third.dataSync()[0] as number) - (all.dataSync()[2] as number)));
      if (coupled[name]) seen.toBeGreaterThan(1e-3);
      else expectClose(third, tf.slice(all, [2], [1]));
    });

    it('leaves no tensor behind but its result', () => {
      const energy = make();
      const [a, b] = [y(), other()];
      const before = tf.memory().numTensors;
      const terms = energy(a, b);
      expect(tf.memory().numTensors).toBe(before + 1);
      tf.dispose(terms);
      tf.dispose(gradient((a) => energy(a, b), a));
      expect(tf.memory().numTensors).toBe(before);
    });

    it('reads no value, so that it can be traced', () => {
      const energy = make();
      const [a, b] = [y(), other()];
      const backend = tf.backend();
      const spies = [vi.spyOn(backend, 'readSync'), vi.spyOn(backend, 'read')];
      gradient((a) => energy(a, b), a);
      for (const spy of spies) expect(spy).not.toHaveBeenCalled();
    });
  });

  describe.each(Object.entries(pairs))('%s', (name, energy) => {
    it('takes an empty batch', () => {
      expect(energy(tf.zeros([0, 6]), tf.zeros([0, 6])).shape).toEqual([0]);
    });

    it.each([
      [
        [8, 784],
        [8, 1],
      ],
      [[8, 784], [784]],
      [
        [8, 784],
        [1, 784],
      ],
      [
        [8, 28, 28],
        [8, 784],
      ],
      [[8, 784], []],
    ])('refuses %j against %j, naming both', (shape, otherShape) => {
      const act = () => energy(tf.zeros(shape), tf.zeros(otherShape));
      expect(act).toThrow(`${name}: expected `);
      expect(act).toThrow(`[${shape}] and `);
      expect(act).toThrow(`[${otherShape}]. Reshape one of them; nothing is broadcast.`);
    });

    it('refuses a scalar, another dtype and what is not a tensor, with an error of ours', () => {
      expect(() => energy(tf.scalar(1), tf.scalar(1))).toThrow(
        /of shape \[batch, …\], received shape \[\]\. Put the examples along the first axis\.$/,
      );
      expect(() => energy(tf.zeros([2, 2], 'int32'), tf.zeros([2, 2]))).toThrow(
        /: expected \w+ of dtype float32, received int32\. Convert it with tf\.cast\(\w+, 'float32'\)\.$/,
      );
      const array = [[1]] as unknown as tf.Tensor;
      expect(() => energy(tf.zeros([1, 1]), array)).toThrow(
        / to be a tensor, received an array\. Convert it with tf\.tensor/,
      );
      try {
        energy(tf.zeros([1, 1]), array);
      } catch (error) {
        expect(isLatentKitError(error)).toBe(true);
      }
    });
  });
});
