import { priorSampler } from '@latentkit/samplers';
import { useMemo, useState } from 'preact/hooks';
import { sizeOf } from '../../bundle/index.ts';
import { byVariance, ranges, steps } from '../../latent/ranges.ts';
import { codeText, numberText } from '../../look/numberText.ts';
import { Failure } from '../../parts/Failure.tsx';
import { Given } from '../../parts/Given.tsx';
import { Picture } from '../../parts/picture/Picture.tsx';
import { RangeRow } from '../../parts/RangeRow.tsx';
import { Strip } from '../../parts/Strip.tsx';
import { Shelf } from '../../parts/shelf/Shelf.tsx';
import { useSettled } from '../../parts/useSettled.ts';
import { givenOf } from '../../run/classOf.ts';
import { codeOf } from '../../run/observation.ts';
import type { Run } from '../../run/run.ts';
import { useDecoded } from '../../run/useDecoded.ts';
import type { ViewProps } from '../viewProps.ts';
import { across, useStrips } from './useStrips.ts';

/** Sliders at first: those of the numbers that vary most. */
const most = 12;

/** A slider and a strip for each latent dimension. */
export default function Sliders({ runs: [first] }: ViewProps) {
  const run = first as Run;
  const { card } = run;
  const size = sizeOf(card.latentShape);
  const bounds = useMemo(() => ranges(run.codes, size), [run, size]);
  const [all, setAll] = useState(size <= most);
  const order = useMemo(() => byVariance(run.codes, size), [run, size]);
  const shown = useMemo(() => (all ? order.slice().sort((a, b) => a - b) : order.slice(0, most)), [order, all]);
  const [row, setRow] = useState(0);
  const [seed, setSeed] = useState(0);
  const [given, setGiven] = useState(() => givenOf(run, 0));
  const [code, setCode] = useState(() => codeOf(run, 0).slice());

  const { value, failure } = useDecoded(run, code, given);
  const strips = useStrips(run, code, shown, bounds, given);
  const settled = useSettled(code);
  const set = (axis: number) => (to: number) => setCode(code.map((number, k) => (k === axis ? to : number)));
  const drawn = () => {
    setSeed(seed + 1);
    setCode((priorSampler().from({ size }).sample(1, { seed }).values as Float32Array).slice());
  };

  return (
    <div class="beside reverse">
      <div class="panel sticky">
        <div class="big">
          <Picture
            values={value}
            shape={card.exampleShape}
            among={run.images}
            label={`Decoded from ${codeText(settled, 12)}`}
          />
          <p class="code">
            <i>z</i> = {codeText(code)}
          </p>
        </div>
        <Failure words={failure} />
        <p class="unseen" role="status">
          {`Decoded from ${codeText(settled, 12)}`}
        </p>
        <div class="controls">
          <Given run={run} value={given} onChange={setGiven} />
          <button type="button" onClick={() => setCode(new Float32Array(size))}>
            All to 0
          </button>
          {card.prior && (
            <button type="button" onClick={drawn}>
              Draw from N(0, I)
            </button>
          )}
        </div>
        <Shelf
          run={run}
          legend="Start from the code of"
          row={row}
          onPick={(picked) => {
            setRow(picked);
            setCode(codeOf(run, picked).slice());
            setGiven(givenOf(run, picked));
          }}
        />
      </div>
      <div class="slider-rows">
        {shown.map((axis) => (
          <RangeRow
            key={axis}
            label={`z${axis + 1}`}
            value={code[axis] as number}
            low={bounds[axis]?.[0] ?? -1}
            high={bounds[axis]?.[1] ?? 1}
            onChange={set(axis)}
          >
            <Strip
              values={strips.get(axis)}
              count={across}
              shape={card.exampleShape}
              among={run.images}
              label={(i) => `z${axis + 1} to ${numberText(steps(bounds[axis] ?? [-1, 1], across)[i] as number)}`}
              onPick={(i) => set(axis)(steps(bounds[axis] ?? [-1, 1], across)[i] as number)}
            />
          </RangeRow>
        ))}
        {size > most && (
          <button type="button" onClick={() => setAll(!all)}>
            {all ? `The ${most} that vary most` : `All ${size} dimensions`}
          </button>
        )}
      </div>
    </div>
  );
}
