import type { Job } from '../../src/job/job.ts';
import type { Stepping } from '../../src/page/pageSystem.ts';

export declare function jaxSystem(plan: {
  job: Job;
  /** Rows of so many numbers, each times `scale`. */
  table: { values: ArrayLike<number>; width: number; scale: number };
  weights: readonly (readonly [name: string, { values: Float32Array | undefined; shape: readonly number[] }])[];
  device: 'wasm' | 'webgpu';
}): Promise<Stepping>;
