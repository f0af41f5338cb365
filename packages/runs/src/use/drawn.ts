import { type HostArray, table } from '@latentkit/core';
import { type ColumnGroup, columnDraws, type LatentModel, type Likelihood } from '@latentkit/models';
import type { OpenRun } from '../folder/openRun.ts';

const batchSize = 500;

type Likely = LatentModel & {
  readonly likelihood: Likelihood;
  output(z: Parameters<LatentModel['decode']>[0]): ReturnType<LatentModel['decode']>;
};

type Random = Parameters<Likelihood['sample']>[1];
type Draw = (z: Parameters<LatentModel['decode']>[0], random: Random) => ReturnType<LatentModel['decode']>;

/** A draw from p(y|z); of an autoencoder of mixed columns one of its categories and booleans. */
function drawOf(
  model: LatentModel & Partial<Likely> & { readonly columns?: readonly ColumnGroup[] },
): Draw | undefined {
  const { likelihood, output, columns } = model;
  if (likelihood && output) return (z, random) => likelihood.sample(output(z), random);
  return columns && ((z, random) => columnDraws(columns, model.decode(z), random));
}

/**
 * y ~ p(y|z) of every code.
 *
 * @param codes [rows, numbers of a code]
 * @returns [rows, …one observation]; undefined for a model that says of nothing how likely it is
 */
export async function drawn(
  { engine, model }: Pick<OpenRun, 'engine' | 'model'>,
  { values, shape }: HostArray,
  { seed }: { seed: number },
): Promise<HostArray | undefined> {
  const draw = drawOf(model);
  if (!draw) return undefined;
  const rows = shape[0] as number;
  const codes = table(values, [rows, ...(model.latentShape as readonly number[])]);
  const program = await engine.program(
    ({ z }, random) => ({ y: draw(z as Parameters<Draw>[0], random) }),
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
