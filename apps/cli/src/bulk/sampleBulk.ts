import { type Bulk, bulkSamples } from '@latentkit/runs';
import { joinedBulks } from '@latentkit/runs/internal';
import type { Drawing } from './sampled.ts';

/** The samples of a drawing in the units of the data: of each class one after the other, where there are several, with a column `class`. */
export async function sampleBulk({ run, models, codes, seed, draws, count }: Drawing): Promise<Bulk> {
  const bulks = await Promise.all(
    models.map(({ model }, i) =>
      // Codes of a class follow on those of the class before.
      bulkSamples(
        { ...run, model },
        { sample: (many, { seed, first }) => codes.sample(many, { seed, first: first + i * count }) },
        {
          count,
          seed: seed + i,
          draws,
        },
      ),
    ),
  );
  const [only, ...others] = bulks as [Bulk, ...Bulk[]];
  if (others.length === 0 && models[0]?.name === undefined) return only;
  return joinedBulks(bulks, { name: 'class', values: models.map(({ name = '' }) => name) });
}
