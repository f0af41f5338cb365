import type { Job } from '../job/job.ts';

/** What every system is given, in a folder of its own; beside `plan.json` lie `weights.f32`, `rows.i32` and `noise.f32`. */
export interface Plan {
  readonly job: Job;
  readonly threads: number;
  /** An IDX file of images. */
  readonly images: string;
  /** Where each array begins in `weights.f32`, counted in numbers. Kernels are [in, out], [height, width, in, out] and, transposed, [height, width, out, in]. */
  readonly weights: readonly { readonly name: string; readonly shape: readonly number[]; readonly at: number }[];
  /** Shapes of the normal numbers of a step; `noise.f32` holds them for the first `noiseSteps` steps. */
  readonly draws: readonly (readonly number[])[];
  readonly noiseSteps: number;
  readonly seed: number;
}

export const files = { plan: 'plan.json', weights: 'weights.f32', rows: 'rows.i32', noise: 'noise.f32' } as const;

/** An IDX file of images begins with so many bytes of header. */
export const header = 16;
