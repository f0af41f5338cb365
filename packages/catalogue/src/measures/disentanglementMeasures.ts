import { mapTable } from '@latentkit/core';
import { factorVaeScore, mutualInformationGap } from '@latentkit/metrics';
import type { LatentModel } from '@latentkit/models';
import type { Measured } from '@latentkit/runs';

/** How well latent dimensions stand for single factors, where the data set tells from which factors its rows were made. */
export async function disentanglementMeasures(
  { encode, variables }: Pick<LatentModel, 'encode' | 'variables'>,
  { split: { y, factors }, engine }: Measured,
): Promise<Record<string, number>> {
  if (!factors) return {};
  const { values, shape } = await mapTable({ engine, map: encode, state: Object.values(variables), table: y });
  const size = values.length / (shape[0] as number);
  const known = { codes: { values, shape: [shape[0] as number, size] }, factors };
  return {
    ...(size > 1 && { 'mutual information gap (MIG)': mutualInformationGap(known).mean }),
    'FactorVAE score': factorVaeScore(known),
  };
}
