import type { RunCard } from '../bundle/index.ts';

/**
 * F(y) = Σᵢ weightᵢ · termᵢ(y).
 *
 * @param terms outputs of a run's `energy`, each [batch]
 * @returns [batch]
 */
export function freeEnergy(
  { energy }: Pick<RunCard, 'energy'>,
  terms: Readonly<Record<string, Float32Array>>,
): Float32Array {
  const batch = Object.values(terms)[0]?.length ?? 0;
  return Float32Array.from({ length: batch }, (_, i) =>
    energy.terms.reduce((sum, { name, weight }) => sum + weight * ((terms[name] as Float32Array)[i] as number), 0),
  );
}
