import { type Counter, type HostArray, type Rows, table } from '@latentkit/core';
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
 * @param codes [rows, latent dimensions]
 * @returns [rows, …one observation]; undefined for a model that says of nothing how likely it is
 */
export async function drawn(
  run: Pick<OpenRun, 'engine' | 'model'>,
  { values, shape }: HostArray,
  { seed }: { seed: number },
): Promise<HostArray | undefined> {
  const { exampleShape, latentShape } = run.model;
  const draws = await drawer(run);
  if (!draws) return undefined;
  const rows = shape[0] as number;
  const codes = table(values, [rows, ...(latentShape as readonly number[])]);
  const size = (exampleShape as readonly number[]).reduce((product, length) => product * length, 1);
  const y = new Float32Array(rows * size);
  try {
    for (let from = 0, step = 0; from < rows; from += batchSize, step++) {
      const some = Int32Array.from({ length: Math.min(batchSize, rows - from) }, (_, i) => from + i);
      y.set((await draws.of({ table: codes, rows: some }, { seed, step })).values, from * size);
    }
  } finally {
    draws.dispose();
  }
  return { values: y, shape: [rows, ...(exampleShape as readonly number[])] };
}

/** What draws y ~ p(y|z) of codes, batch after batch; undefined as `drawn` is. */
export async function drawer({ engine, model }: Pick<OpenRun, 'engine' | 'model'>) {
  const draw = drawOf(model);
  if (!draw) return undefined;
  const program = await engine.program(
    ({ z }, random) => ({ y: draw(z as Parameters<Draw>[0], random) }),
    Object.values(model.variables),
  );
  return {
    of: async (z: Rows, counter: Counter) => (await program.run({ z }, counter)).y as HostArray,
    dispose: () => program.dispose(),
  };
}
