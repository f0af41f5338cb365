import type { RunCard } from '../../bundle/index.ts';

type Energies = Readonly<Record<string, number>> | undefined;

/** A row of the table: one energy through both runs. */
export interface EnergyRow {
  readonly name: string;
  readonly values: readonly [number | undefined, number | undefined];
  /** The unit of each; a difference has a meaning where both are one. */
  readonly units: readonly [string | undefined, string | undefined];
}

/** F = Σ weight · term. */
export function freeEnergy({ energy }: Pick<RunCard, 'energy'>, values: Energies): number | undefined {
  return values && energy.terms.reduce((sum, { name, weight }) => sum + weight * (values[name] ?? 0), 0);
}

/** Every term that either run has, then F. */
export function energyRows(
  cards: readonly [Pick<RunCard, 'energy'>, Pick<RunCard, 'energy'>],
  energies: readonly [Energies, Energies],
): readonly EnergyRow[] {
  const names = [...new Set(cards.flatMap(({ energy }) => energy.terms.map(({ name }) => name)))];
  const unitOf = (side: 0 | 1, name: string) => cards[side].energy.terms.find((term) => term.name === name)?.unit;
  const rows = names.map((name) => ({
    name,
    values: [energies[0]?.[name], energies[1]?.[name]] as const,
    units: [unitOf(0, name), unitOf(1, name)] as const,
  }));
  const total: EnergyRow = {
    name: 'F(y)',
    values: [freeEnergy(cards[0], energies[0]), freeEnergy(cards[1], energies[1])],
    units: [cards[0].energy.terms[0]?.unit, cards[1].energy.terms[0]?.unit],
  };
  return [...rows, total];
}
