import { compiled } from '@latentkit/compile/web';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { system } from '../ours/system.ts';
import type { PageSystem } from './pageSystem.ts';

/** The compiled engine; variables are read through a backend of TensorFlow.js. */
export async function compiledSystem(device: 'wasm' | 'webgpu', threads: number): Promise<PageSystem> {
  await tf.setBackend('cpu');
  const asked = device === 'webgpu' ? { webgpu: () => import('onnxruntime-web/webgpu') } : {};
  const engine = await compiled({ threads, ...asked });
  if (engine.device !== device) throw new Error(engine.reasons.join('; '));
  return { version: ['onnxruntime-web', ...engine.reasons].join(', '), start: (plan) => system(plan, engine) };
}
