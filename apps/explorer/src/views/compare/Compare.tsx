import { useState } from 'preact/hooks';
import { Choice } from '../../parts/Choice.tsx';
import type { Run } from '../../run/run.ts';
import type { ViewProps } from '../viewProps.ts';
import { OneObservation } from './OneObservation.tsx';
import { SameSamples } from './SameSamples.tsx';

const parts = { 'one observation': OneObservation, samples: SameSamples } as const;
type Part = keyof typeof parts;

/** Two runs side by side: one observation through both, or samples of both by one seed. */
export default function Compare({ runs }: ViewProps) {
  const [part, setPart] = useState<Part>('one observation');
  const [a, b] = runs as readonly [Run, Run?];
  if (!b) {
    return (
      <p class="missing">
        This site holds one run. <code>latentkit explore {a.card.name} another-run</code> shows two side by side.
      </p>
    );
  }
  const Shown = parts[part];
  return (
    <>
      <div class="controls">
        <Choice
          legend="Through both runs"
          value={part}
          options={Object.keys(parts).map((name) => ({ name }))}
          onChange={(name) => setPart(name as Part)}
        />
      </div>
      <Shown runs={[a, b]} />
    </>
  );
}
