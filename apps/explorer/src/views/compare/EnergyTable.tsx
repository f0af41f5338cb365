import { numberText } from '../../look/numberText.ts';
import type { Run } from '../../run/run.ts';
import { energyRows } from './energyRows.ts';

type Energies = Readonly<Record<string, number>> | undefined;

interface EnergyTableProps {
  readonly runs: readonly [Run, Run];
  readonly energies: readonly [Energies, Energies];
}

/** The terms of both energies, and how far they are apart. */
export function EnergyTable({ runs: [a, b], energies }: EnergyTableProps) {
  const rows = energyRows([a.card, b.card], energies);
  const units = [...new Set(rows.flatMap(({ units }) => units).filter((unit) => unit !== undefined))];
  const text = (value: number | undefined, unit: string | undefined) =>
    value === undefined ? '–' : `${numberText(value, 1)}${units.length > 1 ? ` ${unit}` : ''}`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section class="wide" aria-label="Energies" tabIndex={0}>
      <table class="energies">
        <caption>
          Energy of the observation, at the code of each encoder{units.length === 1 && `, in ${units[0]}`}
        </caption>
        <thead>
          <tr>
            <th scope="col">term</th>
            <th scope="col">{a.card.name}</th>
            <th scope="col">{b.card.name}</th>
            <th scope="col">apart</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, values: [p, q], units: [u, v] }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{text(p, u)}</td>
              <td>{text(q, v)}</td>
              <td>{p !== undefined && q !== undefined && u === v ? numberText(q - p, 1) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
