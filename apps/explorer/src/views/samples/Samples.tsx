import { useMemo, useState } from 'preact/hooks';
import { sizeOf } from '../../bundle/index.ts';
import { type CodeSource, codeSources } from '../../latent/drawCodes.ts';
import { Choice } from '../../parts/Choice.tsx';
import { Given } from '../../parts/Given.tsx';
import type { Run } from '../../run/run.ts';
import type { ViewProps } from '../viewProps.ts';
import { SampleGrid } from './SampleGrid.tsx';
import { SampleMap } from './SampleMap.tsx';
import { SeedRow } from './SeedRow.tsx';

/** Codes of a distribution, decoded, and where they lie among the codes of data. */
export default function Samples({ runs: [first] }: ViewProps) {
  const run = first as Run;
  const size = sizeOf(run.card.latentShape);
  const sources = useMemo(() => codeSources(run, size), [run, size]);
  const [name, setName] = useState(() => startOf(run, sources));
  const [seed, setSeed] = useState(1);
  const [given, setGiven] = useState(0);
  const [looked, setLooked] = useState<number>();
  const source = sources.find((one) => one.name === name) as CodeSource;

  return (
    <>
      <div class="controls">
        <Choice
          legend="Codes of"
          value={name}
          options={sources.map(({ name: of, missing }) => ({ name: of, disabled: missing !== undefined }))}
          onChange={setName}
        />
        <SeedRow seed={seed} onChange={setSeed} />
        <Given run={run} value={given} onChange={setGiven} />
      </div>
      <p class="about-source" aria-live="polite">
        {source.about}
      </p>
      {sources.map(
        ({ name: of, missing }) =>
          missing && (
            <p key={of} class="missing">
              {missing}
            </p>
          ),
      )}
      <div class="beside samples-and-map">
        <SampleGrid run={run} source={source} seed={seed} given={given} onLook={setLooked} />
        {size > 1 && <SampleMap run={run} source={source} seed={seed} looked={looked} />}
      </div>
    </>
  );
}

/** The prior, if the model was trained towards it, or else where its data are. */
function startOf({ card }: Run, sources: readonly CodeSource[]): string {
  const offered = sources.filter(({ missing }) => missing === undefined);
  const [first, ...others] = offered;
  return ((card.prior ? first : others[0]) ?? first)?.name ?? '';
}
