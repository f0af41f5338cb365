import { setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { flopOf } from '../measure/limits.ts';
import { growthJobs } from './growth.ts';

beforeAll(() => setBackend('cpu'));

const flop = (name: string) => flopOf(growthJobs().find((job) => job.name === name)?.job as never);

describe('jobs that grow', () => {
  it('have the products of their layers: 784-w-16, three products per layer and no gradient of the images', () => {
    const [batch, width, latent] = [128, 64, 16];
    const [first, code] = [784 * width, 2 * width * latent];
    const decoder = latent * width + width * 784;
    expect(flop('width-64')).toBe(2 * batch * (2 * first + 3 * code + 3 * decoder));
  });

  it('grow with the batch by as much', () => {
    expect(flop('batch-64') / flop('batch-16')).toBe(4);
  });
});
