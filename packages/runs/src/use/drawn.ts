import { type HostArray, table } from '@latentkit/core';
import type { LatentModel, Likelihood } from '@latentkit/models';
import type { OpenRun } from '../folder/openRun.ts';

const batchSize = 500;

type Likely = LatentModel & {
  readonly likelihood: Likelihood;
  output(z: Parameters<LatentModel['decode']>[0]): ReturnType<LatentModel['decode']>;
};

const isLikely = (model: LatentModel): model is Likely => 'likelihood' in model && 'output' in model;

/**
 * y ~ p(y|z) of every code.
 *
 * @param codes [rows, numbers of a code]
 * @returns [rows, …one observation]; undefined for a model without a likelihood
 */
export async function drawn(
  { engine, model }: Pick<OpenRun, 'engine' | 'model'>,
  { values, shape }: HostArray,
  { seed }: { seed: number },
): Promise<HostArray | undefined> {
  if (!isLikely(model)) return undefined;
  const rows = shape[0] as number;
  const codes = table(values, [rows, ...(model.latentShape as readonly number[])]);
  const program = await engine.program(
    ({ z }, random) => ({ y: model.likelihood.sample(model.output(z as Parameters<Likely['output']>[0]), random) }),
    Object.values(model.variables),
  );
  const size = (model.exampleShape as readonly number[]).reduce((product, length) => product * length, 1);
  const y = new Float32Array(rows * size);
  try {
    for (let from = 0, step = 0; from < rows; from += batchSize, step++) {
      const some = Int32Array.from({ length: Math.min(batchSize, rows - from) }, (_, i) => from + i);
      const found = await program.run({ z: { table: codes, rows: some } }, { seed, step });
      y.set((found.y as HostArray).values, from * size);
    }
  } finally {
    program.dispose();
  }
  return { values: y, shape: [rows, ...(model.exampleShape as readonly number[])] };
}
