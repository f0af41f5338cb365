import { Choice } from '../../parts/Choice.tsx';
import { Select } from '../../parts/Select.tsx';

/** Which plane: of the code's numbers or of principal axes, and which two. */
export interface Axes {
  readonly of: 'latent dimensions' | 'principal axes';
  readonly pair: readonly [number, number];
}

interface AxisChoiceProps {
  readonly axes: Axes;
  /** Latent dimensions. */
  readonly size: number;
  /** Principal axes, and the share of the variance of each. */
  readonly shares: readonly number[];
  readonly onChange: (axes: Axes) => void;
}

/** The choice of two axes, for codes of more than two numbers. */
export function AxisChoice({ axes, size, shares, onChange }: AxisChoiceProps) {
  const options =
    axes.of === 'latent dimensions'
      ? Array.from({ length: size }, (_, i) => [String(i), `z${i + 1}`] as const)
      : shares.map((share, i) => [String(i), `${i + 1} (${Math.round(100 * share)} %)`] as const);
  const pick = (side: 0 | 1) => (text: string) => {
    const chosen = Number(text);
    const other = axes.pair[1 - side] as number;
    // Both the same would be a line: they swap.
    const free = other === chosen ? (axes.pair[side] as number) : other;
    onChange({ ...axes, pair: side === 0 ? [chosen, free] : [free, chosen] });
  };
  return (
    <div class="axis-choice">
      <Choice
        legend="Axes"
        value={axes.of}
        options={[{ name: 'principal axes' }, { name: 'latent dimensions' }]}
        onChange={(of) => onChange({ of: of as Axes['of'], pair: [0, 1] })}
      />
      <div class="controls">
        <Select label="across" value={String(axes.pair[0])} options={options} onChange={pick(0)} />
        <Select label="up" value={String(axes.pair[1])} options={options} onChange={pick(1)} />
      </div>
    </div>
  );
}
