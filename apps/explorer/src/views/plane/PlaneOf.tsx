import { useMemo, useState } from 'preact/hooks';
import { nearest, nearestRow } from '../../latent/nearest.ts';
import { lift } from '../../latent/plane.ts';
import { variances } from '../../latent/ranges.ts';
import { usePlane } from '../../latent/usePlane.ts';
import { codeText } from '../../look/numberText.ts';
import { useColours } from '../../look/useColours.ts';
import { Check } from '../../parts/Check.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { Failure } from '../../parts/Failure.tsx';
import { Given } from '../../parts/Given.tsx';
import { Legend } from '../../parts/Legend.tsx';
import { observationKind } from '../../parts/picture/observationKind.ts';
import { Picture } from '../../parts/picture/Picture.tsx';
import { Scatter } from '../../parts/scatter/Scatter.tsx';
import { useSettled } from '../../parts/useSettled.ts';
import { givenOf, rowName } from '../../run/classOf.ts';
import { codeOf, observation } from '../../run/observation.ts';
import type { Run } from '../../run/run.ts';
import { useDecoded } from '../../run/useDecoded.ts';
import { AxisChoice } from './AxisChoice.tsx';
import { HoverTip, useHover } from './HoverTip.tsx';
import { useManifold } from './useManifold.ts';

const rests = ['the centre', 'the code clicked'] as const;

/** The scatter of codes with its cross, and beside it what the decoder makes of the cross. */
export function PlaneOf({ run }: { readonly run: Run }) {
  const { card, labels, images } = run;
  const { exampleShape, principal } = card;
  const plane = usePlane(run);
  const colours = useColours();
  const pictures = observationKind(exampleShape).kind === 'image';
  const [shown, setShown] = useState({ points: true, pictures: pictures && plane.size === 2, bubbles: false });
  const [given, setGiven] = useState(() => givenOf(run, 0));
  const [restAt, setRestAt] = useState<(typeof rests)[number]>('the centre');
  const [rest, setRest] = useState<Float32Array>();
  const [at, setAt] = useState<readonly [number, number]>(() => [plane.points[0] ?? 0, plane.points[1] ?? 0]);
  const hover = useHover(plane.points, card.images);

  const code = useMemo(() => lift(at, plane.plane, rest), [at, plane.plane, rest]);
  const { value, failure } = useDecoded(run, code, given);
  const row = useMemo(() => nearestRow(run.codes, code, card.images), [run, code]);
  const behind = useManifold(run, shown.pictures, { ...plane, rest, given }, colours);
  const settled = useSettled(code);

  const move = (point: readonly [number, number], begins: boolean) => {
    setAt(point);
    if (begins && restAt === 'the code clicked') setRest(codeOf(run, nearest(plane.points, ...point).index).slice());
  };
  // Of all numbers of the code: the card has the first principal axes alone.
  const total = useMemo(
    () => variances(run.codes, plane.size).reduce((sum, variance) => sum + variance, 0),
    [run, plane.size],
  );
  const show = (part: Partial<typeof shown>) => setShown({ ...shown, ...part });

  return (
    <div class="beside">
      <div class="map">
        <Scatter
          label="Plane of codes: arrow keys move the point that is decoded"
          points={shown.points ? plane.points : empty}
          labels={labels}
          extent={plane.extent}
          axes={plane.plane.names}
          faint={shown.bubbles}
          behind={behind}
          bubbles={shown.bubbles ? plane.bubbles : undefined}
          at={at}
          {...(hover.point && { ring: hover.point })}
          onMove={move}
          onHover={hover.onHover}
        />
        <HoverTip run={run} hover={hover} />
      </div>
      <div class="panel">
        <div class="big">
          <Picture values={value} shape={exampleShape} among={images} label={`Decoded from ${codeText(settled)}`} />
          <div>
            <p class="code">
              <i>z</i> = {codeText(code)}
            </p>
            <p class="near">
              <Picture values={observation(run, row)} shape={exampleShape} among={images} class="small" />
              <span>
                nearest stored code:
                <br />
                {rowName(run, row)}
              </span>
            </p>
          </div>
        </div>
        <Failure words={failure} />
        <p class="unseen" role="status">
          {`Decoded from ${codeText(settled)}`}
        </p>
        {card.labels && <Legend names={card.labels} />}
        <div class="controls">
          <Given run={run} value={given} onChange={setGiven} />
          <Check label="points" checked={shown.points} onChange={(points) => show({ points })} />
          {pictures && (
            <Check label="images behind" checked={shown.pictures} onChange={(on) => show({ pictures: on })} />
          )}
          {plane.bubbles && (
            <Check label="q(z|x) bubbles" checked={shown.bubbles} onChange={(on) => show({ bubbles: on })} />
          )}
        </div>
        {plane.size > 2 && (
          <>
            <AxisChoice
              axes={plane.axes}
              size={plane.size}
              shares={principal.variances.map((variance) => variance / total)}
              onChange={(axes) => {
                plane.setAxes(axes);
                setRest(undefined);
              }}
            />
            <Choice
              legend="The rest of the code is of"
              value={restAt}
              options={rests.map((name) => ({ name }))}
              onChange={(name) => {
                setRestAt(name as (typeof rests)[number]);
                setRest(undefined);
              }}
            />
          </>
        )}
        {!plane.bubbles && (
          <p class="missing">This model’s encoder gives a code and no q(z|x), so there are no bubbles to show.</p>
        )}
      </div>
    </div>
  );
}

const empty = new Float32Array(0);
