import { energyText } from '../../look/energyText.ts';
import { wordsOf } from '../../look/wordsOf.ts';
import type { Run } from '../../run/run.ts';
import { energyRows } from './energyRows.ts';
import type { Seen } from './useSeen.ts';

interface EnergyTableProps {
  readonly runs: readonly [Run, Run];
  readonly seen: readonly [Seen | undefined, Seen | undefined];
}

/** The terms of both energies, and how far they are apart. */
export function EnergyTable({ runs: [a, b], seen }: EnergyTableProps) {
  const rows = energyRows([a.card, b.card], seen);
  const units = [...new Set(rows.flatMap(({ units }) => units).filter((unit) => unit !== undefined))];
  const text = (value: number | undefined, unit: string | undefined) =>
    value === undefined ? '–' : `${energyText(value)}${units.length > 1 ? ` ${unit}` : ''}`;
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
              <th scope="row">{wordsOf(name)}</th>
              <td>{text(p, u)}</td>
              <td>{text(q, v)}</td>
              <td>{p !== undefined && q !== undefined && u === v ? energyText(q - p) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
