import type { UnknownCell } from '@latentkit/datasets';
import { type ColumnErrors, least } from './columnErrors.ts';
import type { Energies } from './energies.ts';

/** −log of the smallest probability that a softmax in float32 gives: the error, in nats, of what no training row held. */
const neverSeen = -Math.log(least);

/**
 * Energies and column errors with `neverSeen` nats more for each cell that holds what no training row held, such as a new category: its model gives
 * it no probability, so that the row is an anomaly whatever stands beside it.
 */
export function withUnknown<Found extends Energies>(
  found: Found,
  errors: ColumnErrors | undefined,
  unknown: readonly UnknownCell[] | undefined,
): { found: Found; errors: ColumnErrors | undefined } {
  if (!unknown || unknown.length === 0) return { found, errors };
  const energy = found.energy.slice();
  const values = errors?.values.slice();
  const place = new Map(errors?.columns.map(({ name }, at) => [name, at]));
  for (const { row, column } of unknown) {
    energy[row] = (energy[row] as number) + neverSeen;
    const at = place.get(column);
    if (values && at !== undefined) values[row * place.size + at] = neverSeen;
  }
  return { found: { ...found, energy }, errors: errors && values && { ...errors, values } };
}
