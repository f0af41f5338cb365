import { jaxSystem as start } from '../../peers/page/jax.js';
import { sizeOf } from '../job/job.ts';
import type { PageSystem } from './pageSystem.ts';

/** jax-js takes as many threads as the page may have. */
export function jaxSystem(device: 'wasm' | 'webgpu'): PageSystem {
  return {
    version: 'jax-js',
    start({ job, y, values, weights }) {
      const width = sizeOf(y.shape.slice(1));
      const given = weights.map(({ name, shape }) => [name, { values: values.get(name), shape }] as const);
      return start({ job, table: { values: y.values, width, scale: y.scale }, weights: given, device });
    },
  };
}
