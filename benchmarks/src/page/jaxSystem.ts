import { jaxSystem as start } from '../../peers/page/jax.js';
import type { PageSystem } from './pageSystem.ts';

/** jax-js takes as many threads as the page may have. */
export function jaxSystem(device: 'wasm' | 'webgpu'): PageSystem {
  return {
    version: 'jax-js',
    start({ job, y, values, weights }) {
      const width = y.shape.slice(1).reduce((product, length) => product * length, 1);
      const given = weights.map(({ name, shape }) => [name, { values: values.get(name), shape }] as const);
      return start({ job, table: { values: y.values, width, scale: y.scale }, weights: given, device });
    },
  };
}
