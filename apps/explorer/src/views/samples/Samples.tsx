import { useMemo, useState } from 'preact/hooks';
import { sizeOf } from '../../bundle/index.ts';
import { type CodeSource, codeSources } from '../../latent/drawCodes.ts';
import { project } from '../../latent/plane.ts';
import { codeText } from '../../look/numberText.ts';
import { Choice } from '../../parts/Choice.tsx';
import { Given } from '../../parts/Given.tsx';
import { Picture } from '../../parts/picture/Picture.tsx';
import { Scatter } from '../../parts/scatter/Scatter.tsx';
import type { Run } from '../../run/run.ts';
import { useDecoded } from '../../run/useDecoded.ts';
import { usePlane } from '../plane/usePlane.ts';
import type { ViewProps } from '../views.ts';
import { SeedRow } from './SeedRow.tsx';

/** Samples at once. */
const many = 64;

/** Codes of a distribution, decoded, and where they lie among the codes of data. */
export default function Samples({ runs: [first] }: ViewProps) {
  const run = first as Run;
  const size = sizeOf(run.card.latentShape);
  const sources = useMemo(() => codeSources(run, size), [run, size]);
  const [name, setName] = useState(() => startOf(sources));
  const [seed, setSeed] = useState(1);
  const [given, setGiven] = useState(0);
  const [looked, setLooked] = useState<number>();
  const source = sources.find((one) => one.name === name) as CodeSource;
  const codes = useMemo(() => source.draw(many, seed), [source, seed]);
  const { value, failure } = useDecoded(run, codes, given);

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
      {sources.map(({ missing }) => missing && <p class="missing">{missing}</p>)}
      {failure && (
        <p class="failure" role="alert">
          {failure}
        </p>
      )}
      <div class="beside samples-and-map">
        <SampleGrid run={run} codes={codes} values={value} onLook={setLooked} />
        {size > 1 && <SampleMap run={run} codes={codes} looked={looked} />}
      </div>
    </>
  );
}

/** What the model was trained for, or else where its data are. */
const startOf = (sources: readonly CodeSource[]) =>
  (sources.find(({ about, missing }) => !missing && !about.includes('not trained')) ?? sources[0])?.name ?? '';

interface GridProps {
  readonly run: Run;
  readonly codes: Float32Array;
  readonly values: Float32Array | undefined;
  readonly onLook: (index: number | undefined) => void;
}

function SampleGrid({ run, codes, values, onLook }: GridProps) {
  const { exampleShape, latentShape } = run.card;
  const [pixels, size] = [sizeOf(exampleShape), sizeOf(latentShape)];
  return (
    <div class="sample-grid" onPointerLeave={() => onLook(undefined)}>
      {Array.from({ length: many }, (_, i) => (
        <div key={i} onPointerEnter={() => onLook(i)}>
          <Picture
            values={values?.subarray(i * pixels, (i + 1) * pixels)}
            shape={exampleShape}
            among={run.images}
            label={`Sample ${i + 1}, decoded from ${codeText(codes.subarray(i * size, (i + 1) * size))}`}
          />
        </div>
      ))}
    </div>
  );
}

interface MapProps {
  readonly run: Run;
  readonly codes: Float32Array;
  readonly looked: number | undefined;
}

function SampleMap({ run, codes, looked }: MapProps) {
  const { plane, points, extent } = usePlane(run);
  const dots = useMemo(() => project(codes, plane), [codes, plane]);
  const ring = looked === undefined ? undefined : ([dots[2 * looked], dots[2 * looked + 1]] as [number, number]);
  return (
    <Scatter
      label={`${many} drawn codes among the codes of data`}
      points={points}
      labels={run.labels}
      extent={extent}
      axes={plane.names}
      dots={dots}
      {...(ring && { ring })}
      faint
    />
  );
}
