import type { RunCard } from '../../bundle/index.ts';
import type { Seen } from './useSeen.ts';

type Card = Pick<RunCard, 'energy'>;
type Judged = Pick<Seen, 'terms' | 'energy'> | undefined;

/** A row of the table: one energy through both runs. */
export interface EnergyRow {
  readonly name: string;
  readonly values: readonly [number | undefined, number | undefined];
  /** The unit of each; a difference has a meaning where both are one. */
  readonly units: readonly [string | undefined, string | undefined];
}

/** Every term that either run has, then F. */
export function energyRows(
  [a, b]: readonly [Card, Card],
  [left, right]: readonly [Judged, Judged],
): readonly EnergyRow[] {
  const names = [...new Set([a, b].flatMap(({ energy }) => energy.terms.map(({ name }) => name)))];
  const unitOf = ({ energy }: Card, name: string) => energy.terms.find((term) => term.name === name)?.unit;
  const rows = names.map((name) => ({
    name,
    values: [left?.terms[name], right?.terms[name]] as const,
    units: [unitOf(a, name), unitOf(b, name)] as const,
  }));
  const total: EnergyRow = {
    name: 'F(y)',
    values: [left?.energy, right?.energy],
    units: [a.energy.terms[0]?.unit, b.energy.terms[0]?.unit],
  };
  return [...rows, total];
}
