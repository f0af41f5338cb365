import { codeUsage, hardAndSoft, type ImageCodes, imagesOf, indicesOf } from '@latentkit/models';
import type { Measured } from '@latentkit/runs';
import { captionsOf } from './captionsOf.ts';

/**
 * How the codebook is used over a whole split, what choosing entries costs, and, where the data set can tell, what captions mention read off
 * images decoded from the chosen entries.
 */
export async function imageCodesMeasures(
  model: ImageCodes,
  { split, data, engine, means }: Measured,
): Promise<Record<string, number>> {
  const indices = await indicesOf(model, { engine, y: split.y });
  const { perplexity, dead } = codeUsage(indices.values, model.size);
  const { hard, soft } = (await means(({ y }) => hardAndSoft(model, y))) as { hard: number; soft: number };
  return {
    'perplexity of the entries': perplexity,
    'entries that are not used': dead.length,
    '−log p(y) from discrete codes, nats': hard,
    '−log p(y) from soft codes, nats': soft,
    ...(await shownAfter(model, { split, data, engine, indices })),
  };
}

async function shownAfter(
  model: ImageCodes,
  { split, data, engine, indices }: Omit<Measured, 'means'> & { indices: Parameters<typeof imagesOf>[1]['indices'] },
): Promise<Record<string, number>> {
  const captions = captionsOf(data, split);
  if (!data.shown || !captions) return {};
  const { values } = await imagesOf(model, { engine, indices });
  return named('decoded', data.shown(captions, values));
}

/** Numbers under names that say whose they are. */
export function named(whose: string, shares: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(shares).map(([name, share]) => [`${name} right, ${whose}`, share]));
}
