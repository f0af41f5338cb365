import '@tensorflow/tfjs-backend-cpu';
import { fillUniform, streams, table } from '@latentkit/core';
import {
  convolutionalDiscreteVariationalAutoencoder,
  convolutionalVectorQuantizedAutoencoder,
  gumbelSoftmax,
  runningMeans,
} from '@latentkit/models';
import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, it } from 'vitest';
import { expectEnginesAgree } from '../../testing/enginesAgree.ts';

const imageShape = [8, 8, 3];
const pixels = fillUniform(new Float32Array(12 * 192), { seed: 7, stream: streams.callers, step: 0 });
const y = table(pixels, [12, ...imageShape]);
const tiny = { imageShape, filters: [4, 6], codebookSize: 5, seed: 1 };

beforeAll(() => setBackend('cpu'));

describe('compiled and eager learn the same', () => {
  it.each([false, true])('codes by Gumbel-softmax, hard: %s', async (hard) => {
    const make = () => convolutionalDiscreteVariationalAutoencoder(tiny);
    await expectEnginesAgree({ make, ...gumbelSoftmax({ annealingSteps: 15, hard }), data: { y } });
  });

  it('a codebook by running means with restarts', async () => {
    const make = () => convolutionalVectorQuantizedAutoencoder({ ...tiny, dimension: 3 });
    await expectEnginesAgree({ make, ...runningMeans({ decay: 0.9, dead: 0.3 }), data: { y } });
  });
});
