import { useMemo, useState } from 'preact/hooks';
import { hashNow, hashOfView, withSettings } from '../../app/address.ts';
import { sizeOf } from '../../bundle/index.ts';
import { Choice } from '../../parts/Choice.tsx';
import { Failure } from '../../parts/Failure.tsx';
import { Picture } from '../../parts/picture/Picture.tsx';
import { Select } from '../../parts/Select.tsx';
import { rowName } from '../../run/classOf.ts';
import { observation } from '../../run/observation.ts';
import type { Run } from '../../run/run.ts';
import type { ViewProps } from '../viewProps.ts';
import { errorRows, errorText, type Order, orders } from './errorRows.ts';
import { useErrors } from './useErrors.ts';

const page = 24;

/** Stored observations by their reconstruction error, each beside its reconstruction. */
export default function Errors({ runs }: ViewProps) {
  const [run] = runs as readonly [Run];
  const { card, images, labels } = run;
  const { errors, reconstructions, of, failure } = useErrors(run);
  const [order, setOrder] = useState<Order>('worst first');
  const [label, setLabel] = useState('');
  const [shown, setShown] = useState(page);
  const rows = useMemo(
    () => errorRows(errors, { order, labels, label: label === '' ? undefined : Number(label) }),
    [errors, order, labels, label],
  );
  const size = sizeOf(card.exampleShape);
  const classes = (card.labels ?? []).map((name, i) => [String(i), name] as const);
  const plane = sizeOf(card.latentShape) > 1;
  const placeOf = (row: number) => `#${withSettings(hashOfView(hashNow(), 'plane'), { row: String(row) })}`;
  return (
    <>
      <Failure words={failure} />
      <div class="controls">
        <Choice
          legend="Order"
          value={order}
          options={orders.map((name) => ({ name }))}
          onChange={(name) => setOrder(name as Order)}
        />
        {classes.length > 0 && (
          <Select label="of class" value={label} options={[['', 'any'], ...classes]} onChange={setLabel} />
        )}
      </div>
      <p class="quiet" role="status">
        {errorText(errors, of)}
      </p>
      <ul class="error-grid">
        {rows.slice(0, shown).map((row) => (
          <li key={row}>
            <div>
              <Picture
                values={observation(run, row)}
                shape={card.exampleShape}
                among={images}
                label={rowName(run, row)}
              />
              <Picture
                values={reconstructions.subarray(row * size, (row + 1) * size)}
                shape={card.exampleShape}
                among={images}
                label="its reconstruction"
              />
            </div>
            <span>
              {plane ? <a href={placeOf(row)}>{rowName(run, row)}</a> : rowName(run, row)}:{' '}
              {errors[row]?.toPrecision(3)}
            </span>
          </li>
        ))}
      </ul>
      {shown < rows.length && (
        <button type="button" onClick={() => setShown(shown + page)}>
          More
        </button>
      )}
    </>
  );
}
