import { appendFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';

/** With KERNEL_COVERAGE set to a file, adds the names of the kernels that a calculation runs. `pnpm coverage` makes KERNELS.md of it. */
export async function noteKernels(calculate: () => tf.TensorContainer): Promise<void> {
  const file = process.env.KERNEL_COVERAGE;
  if (file === undefined) return;
  const { kernelNames } = await tf.profile(() => tf.tidy(calculate));
  appendFileSync(file, `${kernelNames.join('\n')}\n`);
}
