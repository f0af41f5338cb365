import type { RunCard } from '@latentkit/explorer';
import type { LatentModel } from '@latentkit/models';
import { type CorruptionName, corruptions } from '@latentkit/catalogue';
import { isConditional } from '@latentkit/export';
import type { RunRecord } from '@latentkit/runs';
import type { RunSpec } from '@latentkit/runs';

/** Codes of a posterior, of which something beside the cost was learned. */
export function hasPrior(model: LatentModel, weights: RunRecord['weights']): boolean {
  if (model.posterior === undefined && !isConditional(model)) return false;
  // A bound that is one term holds the prior too.
  return (
    Object.keys(weights).length === 1 || Object.entries(weights).some(([name, w]) => name !== 'reconstruction' && w > 0)
  );
}

/** What becomes of observations in training, where something does. */
export function denoisingOf({ corruption, corruptionLevel }: RunSpec): Pick<RunCard, 'denoising'> {
  if (corruption === undefined) return {};
  const name = corruption as CorruptionName;
  return {
    denoising: { corruption: name, amount: (corruptionLevel as number | undefined) ?? corruptions[name].level },
  };
}
