import { energyText } from '../../look/energyText.ts';
import { Curve } from '../../parts/curve/Curve.tsx';
import { RangeRow } from '../../parts/RangeRow.tsx';
import type { Walk } from './useWalk.ts';

interface WalkPanelProps {
  readonly walk: Walk;
  readonly rate: number;
  readonly onRate: (rate: number) => void;
  readonly unit: string;
}

/** Steps along r(x) − x, and the energy as it falls. */
export function WalkPanel({ walk, rate, onRate, unit }: WalkPanelProps) {
  const { energies, running } = walk;
  const [first = 0, last = 0] = [energies[0], energies.at(-1)];
  const steps = Math.max(0, energies.length - 1);
  const words =
    steps === 0
      ? 'No step yet.'
      : `After ${steps} ${steps === 1 ? 'step' : 'steps'} F went from ${energyText(first)} to ${energyText(last)} ${unit}.`;
  return (
    <section class="walk" aria-labelledby="walk-title">
      <h3 id="walk-title">Walk along r(x) − x</h3>
      <p class="quiet small">
        r(x) − x points from x to what the model takes for data. Each step goes a part of that way: x ← x + η (r(x) −
        x).
      </p>
      <div class="controls">
        <button type="button" disabled={running} onClick={walk.step}>
          Step
        </button>
        <button type="button" class="primary" onClick={walk.run}>
          {running ? 'Pause' : 'Run'}
        </button>
        <button type="button" disabled={steps === 0} onClick={walk.back}>
          Back to the start
        </button>
      </div>
      <RangeRow label="step size η" value={rate} low={0.02} high={1} onChange={onRate} />
      <Curve values={energies} count={energies.length} label={`Energy of each step. ${words}`} />
      <p class="quiet" role="status">
        {running ? 'Walking…' : words}
      </p>
    </section>
  );
}
