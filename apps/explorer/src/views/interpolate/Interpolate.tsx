import { linearInterpolation, sphericalInterpolation } from '@latentkit/samplers';
import { useMemo, useState } from 'preact/hooks';
import { sizeOf } from '../../bundle/index.ts';
import { Choice } from '../../parts/Choice.tsx';
import { Failure } from '../../parts/Failure.tsx';
import { Given } from '../../parts/Given.tsx';
import { Picture } from '../../parts/picture/Picture.tsx';
import { RangeRow } from '../../parts/RangeRow.tsx';
import { Strip } from '../../parts/Strip.tsx';
import { Shelf } from '../../parts/shelf/Shelf.tsx';
import { givenOf, rowName } from '../../run/classOf.ts';
import { codeOf, observation } from '../../run/observation.ts';
import type { Run } from '../../run/run.ts';
import { useDecoded } from '../../run/useDecoded.ts';
import type { ViewProps } from '../viewProps.ts';
import { EnergyNote } from './EnergyNote.tsx';
import { PathMap } from './PathMap.tsx';
import { PlayButton } from './PlayButton.tsx';

/** Stops of the slider, both ends included. */
const stops = 101;
/** Pictures of a strip: every tenth stop. */
const across = 11;

const ways = { straight: linearInterpolation, 'on a sphere': sphericalInterpolation } as const;
type Way = keyof typeof ways;

/** Between two images: the line of their codes, decoded, and the line of their pixels. */
export default function Interpolate({ runs: [first] }: ViewProps) {
  const run = first as Run;
  const { exampleShape: shape, latentShape } = run.card;
  const size = sizeOf(latentShape);
  const [ends, setEnds] = useState<readonly [number, number]>(() => twoRows(run));
  const [stop, setStop] = useState((stops - 1) / 2);
  const [way, setWay] = useState<Way>('straight');
  const [given, setGiven] = useState(() => givenOf(run, 0));
  const [a, b] = ends;

  const path = useMemo(() => ways[way](codeOf(run, a), codeOf(run, b), stops).values as Float32Array, [run, a, b, way]);
  const tenths = useMemo(() => everyTenth(path, size), [path, size]);
  const pixels = useMemo(
    () => linearInterpolation(observation(run, a), observation(run, b), stops).values as Float32Array,
    [run, a, b],
  );
  const code = useMemo(() => path.slice(stop * size, (stop + 1) * size), [path, stop, size]);
  const here = useDecoded(run, code, given);
  const strip = useDecoded(run, tenths, given);
  const pixelsAt = useMemo(
    () => pixels.slice((stop * pixels.length) / stops, ((stop + 1) * pixels.length) / stops),
    [pixels, stop],
  );
  const percent = `${Math.round((100 * stop) / (stops - 1))} %`;
  const stripOf = (values: Float32Array | undefined, line: string) => (
    <Strip
      values={values}
      count={across}
      shape={shape}
      among={run.images}
      current={stop / 10}
      onPick={(i) => setStop(10 * i)}
      label={(i) => `${line} at ${10 * i} %`}
    />
  );

  return (
    <div class="ends">
      <Shelf run={run} legend={`From ${rowName(run, a)}`} row={a} onPick={(row) => setEnds([row, b])} />
      <div class="between">
        <div class="two">
          <figure>
            <Picture values={here.value} shape={shape} among={run.images} label={`Decoded code at ${percent}`} />
            <figcaption>
              codes mixed, then decoded
              <EnergyNote run={run} y={here.value} />
            </figcaption>
          </figure>
          <figure>
            <Picture values={pixelsAt} shape={shape} among={run.images} label={`Mixed examples at ${percent}`} />
            <figcaption>
              examples mixed
              <EnergyNote run={run} y={pixelsAt} />
            </figcaption>
          </figure>
        </div>
        <Failure words={here.failure} />
        <RangeRow label="t" value={stop} low={0} high={stops - 1} step={1} text={percent} onChange={setStop}>
          {stripOf(strip.value, 'Codes')}
          {stripOf(everyTenth(pixels, pixels.length / stops), 'Pixels')}
        </RangeRow>
        <div class="controls">
          <PlayButton stops={stops} stop={stop} onStop={setStop} />
          <Choice
            legend="Path between the codes"
            value={way}
            options={Object.keys(ways).map((name) => ({ name }))}
            onChange={(name) => setWay(name as Way)}
          />
          <Given run={run} value={given} onChange={setGiven} />
        </div>
        {size > 1 && <PathMap run={run} path={path} code={code} />}
      </div>
      <Shelf run={run} legend={`To ${rowName(run, b)}`} row={b} onPick={(row) => setEnds([a, row])} />
    </div>
  );
}

/** Rows 0, 10, … of [stops, size]. */
function everyTenth(rows: Float32Array, size: number): Float32Array {
  const some = new Float32Array(across * size);
  for (let i = 0; i < across; i++) some.set(rows.subarray(10 * i * size, (10 * i + 1) * size), i * size);
  return some;
}

/** The first image, and the first of another class. */
function twoRows({ card, labels }: Run): [number, number] {
  const other = labels?.subarray(0, card.images).findIndex((label) => label !== labels[0]) ?? -1;
  return [0, other > 0 ? other : card.images - 1];
}
