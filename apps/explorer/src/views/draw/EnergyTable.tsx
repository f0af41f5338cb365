import type { EnergyTerm } from '../../bundle/index.ts';
import { energyText } from '../../look/energyText.ts';
import { wordsOf } from '../../look/wordsOf.ts';
import type { Judged } from './useJudged.ts';

interface EnergyTableProps {
  readonly terms: readonly EnergyTerm[];
  readonly judged: Pick<Judged, 'terms' | 'energy'> | undefined;
}

/** The bare terms of an energy, what each counts, and their sum. */
export function EnergyTable({ terms, judged }: EnergyTableProps) {
  const text = (value: number | undefined) => (value === undefined ? '…' : energyText(value));
  return (
    <table class="energy">
      <thead>
        <tr>
          <th scope="col">term</th>
          <th scope="col">{terms[0]?.unit}</th>
          <th scope="col">weight</th>
        </tr>
      </thead>
      <tbody>
        {terms.map(({ name, weight }) => (
          <tr key={name}>
            <th scope="row">{wordsOf(name)}</th>
            <td>{text(judged?.terms[name])}</td>
            <td>{String(Number(weight.toPrecision(3)))}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">energy F</th>
          <td>{text(judged?.energy)}</td>
          <td />
        </tr>
      </tfoot>
    </table>
  );
}
