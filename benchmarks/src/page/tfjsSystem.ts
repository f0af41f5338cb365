import { eager } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { system } from '../ours/system.ts';
import { loadBackend } from './loadBackend.ts';
import type { PageSystem } from './pageSystem.ts';

/** The same step, op by op, on a backend of TensorFlow.js. */
export async function tfjsSystem(backend: 'wasm' | 'webgl' | 'webgpu', threads: number): Promise<PageSystem> {
  await loadBackend(backend, threads);
  if (!(await tf.setBackend(backend))) throw new Error(`tfjs has no backend ${backend} here`);
  return { version: `tfjs ${tf.version_core}`, start: (plan) => system(plan, eager()) };
}
