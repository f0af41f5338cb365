import { describe, expect, it } from 'vitest';
import { whyNoWebGpu } from './whyNoWebGpu.ts';

describe('whyNoWebGpu', () => {
  it.each([
    ['no WebGPU in the browser', {}, 'this browser has none, or the page is not served over HTTPS'],
    ['no adapter', { gpu: { requestAdapter: async () => null } }, 'no adapter for it on this machine'],
    ['a refusal', { gpu: { requestAdapter: () => Promise.reject(new Error('blocked')) } }, 'blocked'],
    ['an adapter', { gpu: { requestAdapter: async () => ({}) } }, undefined],
  ])('%s', async (_, navigator, reason) => {
    expect(await whyNoWebGpu(navigator)).toBe(reason);
  });
});
