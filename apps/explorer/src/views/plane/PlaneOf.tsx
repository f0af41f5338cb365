import { useEffect, useMemo, useState } from 'preact/hooks';
import { addressOf, hashNow, numbersOf, remember } from '../../app/address.ts';
import { inside } from '../../latent/inside.ts';
import { nearest, nearestRow, nearestRows } from '../../latent/nearest.ts';
import { lift } from '../../latent/plane.ts';
import { variances } from '../../latent/ranges.ts';
import { usePlane } from '../../latent/usePlane.ts';
import { withoutClasses } from '../../latent/withoutClasses.ts';
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
import type { Drag } from '../../parts/scatter/usePointer.ts';
import { useSettled } from '../../parts/useSettled.ts';
import { givenOf, rowName } from '../../run/classOf.ts';
import { codeOf, observation } from '../../run/observation.ts';
import type { Run } from '../../run/run.ts';
import { useDecoded } from '../../run/useDecoded.ts';
import { AxisChoice } from './AxisChoice.tsx';
import { HoverTip, useHover } from './HoverTip.tsx';
import { Selection } from './Selection.tsx';
import { StoredImages } from './StoredImages.tsx';
import { useManifold } from './useManifold.ts';
import { useView } from './useView.ts';
import { ViewTools } from './ViewTools.tsx';

const rests = ['the centre', 'the code nearest to the click'] as const;

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
  const view = useView(plane.extent);
  const [at, setAt] = useState(() => startOf(plane.points));
  const [hidden, setHidden] = useState(hiddenOf);
  const [drag, setDrag] = useState<Drag>('decode');
  const [lasso, setLasso] = useState<readonly number[]>();
  const [rows, setRows] = useState<readonly number[]>();
  const points = useMemo(() => withoutClasses(plane.points, labels, hidden), [plane.points, labels, hidden]);
  const bubbles = useMemo(
    () => plane.bubbles?.map((bubble, i) => (hidden.has(labels?.[i] ?? -1) ? { ...bubble, x: Number.NaN } : bubble)),
    [plane.bubbles, labels, hidden],
  );
  const hover = useHover(points, card.images);

  const code = useMemo(() => lift(at, plane.plane, rest), [at, plane.plane, rest]);
  const { value, failure } = useDecoded(run, code, given);
  const row = useMemo(() => nearestRow(run.codes, code, card.images), [run, code]);
  const behind = useManifold(run, shown.pictures, { plane: plane.plane, extent: view.still, rest, given }, colours);
  const settled = useSettled(code);

  const move = (point: readonly [number, number], begins: boolean) => {
    setAt(point);
    if (begins && restAt === 'the code nearest to the click')
      setRest(codeOf(run, nearest(plane.points, ...point).index).slice());
  };
  const select = (found: readonly number[] | undefined) => setRows(found && found.length > 0 ? found : undefined);
  const clear = () => {
    setLasso(undefined);
    setRows(undefined);
  };
  const selectNearest = () => {
    setLasso(undefined);
    select(nearestRows(run.codes, code, { among: run.card.images, count: 24 }));
  };
  useEffect(() => {
    remember({
      at: settled === code ? at.map((each) => Number(each.toPrecision(5))).join(',') : undefined,
      hide: hidden.size > 0 ? [...hidden].join(',') : undefined,
    });
  }, [settled, hidden]);
  // Of all latent dimensions: the card has the first principal axes alone.
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
          points={shown.points ? points : empty}
          labels={labels}
          extent={view.extent}
          axes={plane.plane.names}
          faint={shown.bubbles}
          behind={behind}
          bubbles={shown.bubbles ? bubbles : undefined}
          at={at}
          {...(hover.point && { ring: hover.point })}
          drag={drag}
          lasso={lasso}
          onMove={move}
          onZoom={view.zoom}
          onPan={view.pan}
          onLasso={(corners, closed) => {
            setLasso(corners);
            if (closed) select(inside(points, corners));
          }}
          onHover={hover.onHover}
        />
        <HoverTip run={run} hover={hover} />
        <ViewTools view={view} drag={drag} onDrag={setDrag} onNearest={selectNearest} />
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
        {card.labels && <Legend names={card.labels} hidden={hidden} onHide={setHidden} />}
        {rows && <Selection run={run} rows={rows} onClear={clear} />}
        <Neighbors run={run} code={settled} />
        <div class="controls">
          <Given run={run} value={given} onChange={setGiven} />
          <Check label="points" checked={shown.points} onChange={(points) => show({ points })} />
          {pictures && (
            <Check label="decoded images" checked={shown.pictures} onChange={(on) => show({ pictures: on })} />
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
                view.reset();
                clear();
                setRest(undefined);
              }}
            />
            <Choice
              legend="Other latent dimensions from"
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

/** The point that the address tells, or a row that it names, else the first code. */
function startOf(points: Float32Array): readonly [number, number] {
  const { settings } = addressOf(hashNow());
  const [x, y] = numbersOf(settings.get('at'), 2) ?? [];
  if (x !== undefined && y !== undefined) return [x, y];
  const row = numbersOf(settings.get('row'), 1)?.[0] ?? 0;
  return [points[2 * row] ?? 0, points[2 * row + 1] ?? 0];
}

/** Classes that the address hides. */
function hiddenOf(): ReadonlySet<number> {
  const told = addressOf(hashNow()).settings.get('hide')?.split(',').map(Number) ?? [];
  return new Set(told.filter(Number.isSafeInteger));
}

/** The observations whose codes are nearest to a code, by the distance in the whole of latent space. */
function Neighbors({ run, code }: { readonly run: Run; readonly code: Float32Array }) {
  const rows = useMemo(() => nearestRows(run.codes, code, { among: run.card.images, count: 8 }), [run, code]);
  return (
    <figure>
      <figcaption>Nearest stored codes</figcaption>
      <StoredImages run={run} rows={rows} />
    </figure>
  );
}
