import { useMemo, useState } from 'preact/hooks';
import { sizeOf } from '../../bundle/index.ts';
import { type CodeSource, codeSources } from '../../latent/drawCodes.ts';
import { Choice } from '../../parts/Choice.tsx';
import type { Run } from '../../run/run.ts';
import { SampleGrid } from '../samples/SampleGrid.tsx';
import { SeedRow } from '../samples/SeedRow.tsx';

/** Samples of both runs, of one distribution by one seed. */
export function SameSamples({ runs }: { readonly runs: readonly [Run, Run] }) {
  const [name, setName] = useState('prior');
  const [seed, setSeed] = useState(1);
  const sources = useMemo(() => runs.map((run) => codeSources(run, sizeOf(run.card.latentShape))), [runs[0], runs[1]]);
  const chosen = sources.map((own) => own.find((source) => source.name === name) as CodeSource);
  return (
    <>
      <div class="controls">
        <Choice
          legend="Codes of"
          value={name}
          options={(sources[0] ?? []).map((source) => ({ name: source.name }))}
          onChange={setName}
        />
        <SeedRow seed={seed} onChange={setSeed} />
      </div>
      <div class="sides">
        {runs.map((run, side) => (
          <section key={`${side} ${run.card.name}`} class="side" aria-label={run.card.name}>
            <h3>{run.card.name}</h3>
            <SamplesOf run={run} source={chosen[side] as CodeSource} seed={seed} />
          </section>
        ))}
      </div>
    </>
  );
}

/** One side, or why it is empty. */
function SamplesOf({ run, source, seed }: { run: Run; source: CodeSource; seed: number }) {
  if (source.missing) return <p class="missing">{source.missing}</p>;
  return <SampleGrid run={run} source={source} seed={seed} />;
}
